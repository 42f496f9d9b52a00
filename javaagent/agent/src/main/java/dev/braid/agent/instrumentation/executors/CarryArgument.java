/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.executors;

import dev.braid.bootstrap.Carry;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Advice that replaces one argument by the same function with the current context: one nested class
 * per functional type and position. Used on constructors that store the argument in a private
 * field.
 */
final class CarryArgument {
  private CarryArgument() {}

  static final class Runnable0 {
    private Runnable0() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 0, readOnly = false) @Nullable Runnable work) {
      work = Carry.runnable(work);
    }
  }

  static final class Runnable1 {
    private Runnable1() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 1, readOnly = false) @Nullable Runnable work) {
      work = Carry.runnable(work);
    }
  }

  static final class Runnable3 {
    private Runnable3() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 3, readOnly = false) @Nullable Runnable work) {
      work = Carry.runnable(work);
    }
  }

  static final class Runnable4 {
    private Runnable4() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 4, readOnly = false) @Nullable Runnable work) {
      work = Carry.runnable(work);
    }
  }

  static final class Callable0 {
    private Callable0() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 0, readOnly = false) @Nullable Callable<?> work) {
      work = Carry.callable(work);
    }
  }

  static final class Callable1 {
    private Callable1() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 1, readOnly = false) @Nullable Callable<?> work) {
      work = Carry.callable(work);
    }
  }

  static final class Supplier1 {
    private Supplier1() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 1, readOnly = false) @Nullable Supplier<?> work) {
      work = Carry.supplier(work);
    }
  }

  static final class Function3 {
    private Function3() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 3, readOnly = false) @Nullable Function<?, ?> work) {
      work = Carry.function(work);
    }
  }

  static final class Function4 {
    private Function4() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 4, readOnly = false) @Nullable Function<?, ?> work) {
      work = Carry.function(work);
    }
  }

  static final class BiFunction3 {
    private BiFunction3() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(value = 3, readOnly = false) @Nullable BiFunction<?, ?, ?> work) {
      work = Carry.biFunction(work);
    }
  }

  static final class BiFunction4 {
    private BiFunction4() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(value = 4, readOnly = false) @Nullable BiFunction<?, ?, ?> work) {
      work = Carry.biFunction(work);
    }
  }

  static final class Consumer3 {
    private Consumer3() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 3, readOnly = false) @Nullable Consumer<?> work) {
      work = Carry.consumer(work);
    }
  }

  static final class Consumer4 {
    private Consumer4() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 4, readOnly = false) @Nullable Consumer<?> work) {
      work = Carry.consumer(work);
    }
  }

  static final class BiConsumer3 {
    private BiConsumer3() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(value = 3, readOnly = false) @Nullable BiConsumer<?, ?> work) {
      work = Carry.biConsumer(work);
    }
  }

  static final class BiConsumer4 {
    private BiConsumer4() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(value = 4, readOnly = false) @Nullable BiConsumer<?, ?> work) {
      work = Carry.biConsumer(work);
    }
  }
}
