/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.executors;

import dev.braid.bootstrap.Carry;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Advice for {@code ForkJoinPool} and {@code ForkJoinTask}: tasks of the application's own. */
final class ForkJoinAdvice {
  private ForkJoinAdvice() {}

  /** Methods of the pool that take a task. */
  static final class Submit {
    private Submit() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) @Nullable Object task) {
      Carry.forked(task);
    }
  }

  /** {@code fork()}. */
  static final class Fork {
    private Fork() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object task) {
      Carry.forked(task);
    }
  }

  /** {@code doExec()}, which catches all that the task throws. */
  static final class Run {
    private Run() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.This Object task) {
      return Carry.begin(task);
    }

    @Advice.OnMethodExit
    static void exit(@Advice.Enter @Nullable Object previous) {
      Carry.end(previous);
    }
  }
}
