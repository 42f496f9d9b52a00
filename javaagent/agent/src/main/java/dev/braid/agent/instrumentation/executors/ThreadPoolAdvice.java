/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.executors;

import dev.braid.bootstrap.Carry;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Advice for {@code ThreadPoolExecutor}: the task object is never replaced, its context waits
 * beside it and is attached from the moment a worker gets the task until the worker asks for the
 * next one.
 */
final class ThreadPoolAdvice {
  private ThreadPoolAdvice() {}

  /** {@code execute(Runnable)}. */
  static final class Execute {
    private Execute() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) @Nullable Object task) {
      Carry.submitted(task);
    }
  }

  /** {@code reject(Runnable)}, before the handler is asked. */
  static final class Reject {
    private Reject() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) @Nullable Object task) {
      Carry.rejected(task);
    }
  }

  /** The constructor of {@code Worker}; its first argument is the pool. */
  static final class NewWorker {
    private NewWorker() {}

    @Advice.OnMethodExit
    static void exit(@Advice.This Object worker, @Advice.Argument(1) @Nullable Object firstTask) {
      Carry.employed(worker, firstTask);
    }
  }

  /** {@code Worker.run()}: the context of the first task, and an empty one at the end. */
  static final class RunWorker {
    private RunWorker() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object worker) {
      Carry.next(worker);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit() {
      Carry.idle();
    }
  }

  /** {@code getTask()}: the last task is over, the next one begins. */
  static final class NextTask {
    private NextTask() {}

    @Advice.OnMethodEnter
    static void enter() {
      Carry.idle();
    }

    @Advice.OnMethodExit
    static void exit(@Advice.Return @Nullable Object task) {
      Carry.next(task);
    }
  }

  /** What is made here does not belong to who makes it: work that repeats, threads of factories. */
  static final class Unrelated {
    private Unrelated() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter() {
      return Carry.empty();
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object previous) {
      Carry.end(previous);
    }
  }
}
