/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.bootstrap;

import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Work together with the context it runs in. Only stands where the JDK keeps the application's
 * function in a private field, so nobody but the JDK ever meets one; {@code toString} is the work's
 * own because {@code FutureTask} and {@code ForkJoinTask} print it. 24 bytes each, immutable.
 */
abstract class Carried {
  final Context context;

  private Carried(Context context) {
    this.context = context;
  }

  abstract Object work();

  @Override
  public final String toString() {
    return work().toString();
  }

  static final class OfRunnable extends Carried implements Runnable {
    private final Runnable work;

    OfRunnable(Context context, Runnable work) {
      super(context);
      this.work = work;
    }

    @Override
    public void run() {
      Context previous = Context.attach(context);
      try {
        work.run();
      } finally {
        Context.restore(previous);
      }
    }

    @Override
    Runnable work() {
      return work;
    }
  }

  static final class OfCallable<V> extends Carried implements Callable<V> {
    private final Callable<V> work;

    OfCallable(Context context, Callable<V> work) {
      super(context);
      this.work = work;
    }

    @Override
    public V call() throws Exception {
      Context previous = Context.attach(context);
      try {
        return work.call();
      } finally {
        Context.restore(previous);
      }
    }

    @Override
    Callable<V> work() {
      return work;
    }
  }

  static final class OfSupplier<V> extends Carried implements Supplier<V> {
    private final Supplier<V> work;

    OfSupplier(Context context, Supplier<V> work) {
      super(context);
      this.work = work;
    }

    @Override
    public V get() {
      Context previous = Context.attach(context);
      try {
        return work.get();
      } finally {
        Context.restore(previous);
      }
    }

    @Override
    Supplier<V> work() {
      return work;
    }
  }

  static final class OfFunction<A, V> extends Carried implements Function<A, V> {
    private final Function<A, V> work;

    OfFunction(Context context, Function<A, V> work) {
      super(context);
      this.work = work;
    }

    @Override
    public V apply(A argument) {
      Context previous = Context.attach(context);
      try {
        return work.apply(argument);
      } finally {
        Context.restore(previous);
      }
    }

    @Override
    Function<A, V> work() {
      return work;
    }
  }

  static final class OfBiFunction<A, B, V> extends Carried implements BiFunction<A, B, V> {
    private final BiFunction<A, B, V> work;

    OfBiFunction(Context context, BiFunction<A, B, V> work) {
      super(context);
      this.work = work;
    }

    @Override
    public V apply(A first, B second) {
      Context previous = Context.attach(context);
      try {
        return work.apply(first, second);
      } finally {
        Context.restore(previous);
      }
    }

    @Override
    BiFunction<A, B, V> work() {
      return work;
    }
  }

  static final class OfConsumer<A> extends Carried implements Consumer<A> {
    private final Consumer<A> work;

    OfConsumer(Context context, Consumer<A> work) {
      super(context);
      this.work = work;
    }

    @Override
    public void accept(A argument) {
      Context previous = Context.attach(context);
      try {
        work.accept(argument);
      } finally {
        Context.restore(previous);
      }
    }

    @Override
    Consumer<A> work() {
      return work;
    }
  }

  static final class OfBiConsumer<A, B> extends Carried implements BiConsumer<A, B> {
    private final BiConsumer<A, B> work;

    OfBiConsumer(Context context, BiConsumer<A, B> work) {
      super(context);
      this.work = work;
    }

    @Override
    public void accept(A first, B second) {
      Context previous = Context.attach(context);
      try {
        work.accept(first, second);
      } finally {
        Context.restore(previous);
      }
    }

    @Override
    BiConsumer<A, B> work() {
      return work;
    }
  }
}
