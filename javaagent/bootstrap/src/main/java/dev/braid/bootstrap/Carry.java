/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.bootstrap;

import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinTask;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries the context from where work is handed over to where it runs. Called by advice inlined in
 * the JDK's executors, on every thread; never throws and never blocks for longer than a few steps.
 *
 * <pre>
 *   FutureTask, adapted ForkJoinTasks, CompletableFuture stages, virtual threads
 *       a private field of the JDK gets the function wrapped             {@link Carried}
 *   plain Runnables in a ThreadPoolExecutor, forked ForkJoinTasks
 *       the object stays what it is, its context waits in a weak table   {@link TaskContexts}
 * </pre>
 *
 * <p>Whoever asks first checks the class of the task, then the current context: for continuations
 * of virtual threads the answer is no before any thread local of theirs is touched.
 */
public final class Carry {
  private static final TaskContexts WAITING = new TaskContexts();

  /** Set by the first fork with a context; without it, {@link #begin} costs one field read. */
  private static volatile boolean hasForked;

  private static volatile boolean isOff;

  private Carry() {}

  /** Stops (or starts again) to carry; tasks that wait already still get their context. */
  public static void switchOff(boolean off) {
    isOff = off;
  }

  /** How many tasks wait with a context in the weak table; for tests and {@code doctor}. */
  public static int waitingCount() {
    return WAITING.size();
  }

  // Wrapping, for private fields of the JDK.

  public static @Nullable Runnable runnable(@Nullable Runnable work) {
    Context context = contextFor(work);
    return work == null || context == Context.ROOT ? work : new Carried.OfRunnable(context, work);
  }

  public static <V> @Nullable Callable<V> callable(@Nullable Callable<V> work) {
    Context context = contextFor(work);
    return work == null || context == Context.ROOT ? work : new Carried.OfCallable<>(context, work);
  }

  public static <V> @Nullable Supplier<V> supplier(@Nullable Supplier<V> work) {
    Context context = contextFor(work);
    return work == null || context == Context.ROOT ? work : new Carried.OfSupplier<>(context, work);
  }

  public static <A, V> @Nullable Function<A, V> function(@Nullable Function<A, V> work) {
    Context context = contextFor(work);
    return work == null || context == Context.ROOT ? work : new Carried.OfFunction<>(context, work);
  }

  public static <A, B, V> @Nullable BiFunction<A, B, V> biFunction(
      @Nullable BiFunction<A, B, V> work) {
    Context context = contextFor(work);
    return work == null || context == Context.ROOT
        ? work
        : new Carried.OfBiFunction<>(context, work);
  }

  public static <A> @Nullable Consumer<A> consumer(@Nullable Consumer<A> work) {
    Context context = contextFor(work);
    return work == null || context == Context.ROOT ? work : new Carried.OfConsumer<>(context, work);
  }

  public static <A, B> @Nullable BiConsumer<A, B> biConsumer(@Nullable BiConsumer<A, B> work) {
    Context context = contextFor(work);
    return work == null || context == Context.ROOT
        ? work
        : new Carried.OfBiConsumer<>(context, work);
  }

  // Keeping the object, for what the application can see.

  /** A plain task goes to a thread pool. */
  public static void submitted(@Nullable Object task) {
    if (task == null || isOff) {
      return;
    }
    try {
      TaskKind kind = TaskKind.of(task);
      if (!kind.isCarrier) {
        return;
      }
      Context context = carriable();
      if (context != Context.ROOT) {
        kind.wasCarrier = true;
        WAITING.add(task, context);
      } else if (kind.wasCarrier) {
        WAITING.addEmpty(task);
      }
    } catch (Throwable failure) {
      AdviceFailures.caughtByHook(failure, Hooks.EXECUTOR);
    }
  }

  /**
   * A thread pool refused a task. Only constants are forgotten at once, lest a later turn of the
   * same object gets this context; others may still be queued by the handler, and go with their
   * entry.
   */
  public static void rejected(@Nullable Object task) {
    if (task == null) {
      return;
    }
    try {
      TaskKind kind = TaskKind.of(task);
      if (kind.isConstant && kind.wasCarrier) {
        WAITING.takeBack(task);
      }
    } catch (Throwable failure) {
      AdviceFailures.caughtByHook(failure, Hooks.EXECUTOR);
    }
  }

  /** A thread pool makes a worker which starts with this task (or null). */
  public static void employed(Object worker, @Nullable Object firstTask) {
    if (firstTask == null) {
      return;
    }
    try {
      if (TaskKind.of(firstTask).wasCarrier) {
        Context context = WAITING.take(firstTask);
        if (context != Context.ROOT) {
          TaskKind.of(worker).wasCarrier = true;
          WAITING.add(worker, context);
        }
      }
    } catch (Throwable failure) {
      AdviceFailures.caughtByHook(failure, Hooks.EXECUTOR);
    }
  }

  /** A worker of a thread pool has got its next task (or null, if it is to end). */
  public static void next(@Nullable Object task) {
    if (task == null) {
      return;
    }
    try {
      TaskKind kind = TaskKind.of(task);
      if (kind.wasCarrier) {
        Context context = WAITING.take(task);
        if (context != Context.ROOT) {
          Context.attach(context);
        }
      }
    } catch (Throwable failure) {
      AdviceFailures.caughtByHook(failure, Hooks.EXECUTOR);
    }
  }

  /** A worker of a thread pool has done its task: whatever is still attached is taken off. */
  public static void idle() {
    if (Context.current() != Context.ROOT) {
      Context.restore(Context.ROOT);
    }
  }

  /** A task goes to a fork-join pool; what is not a fork-join task gets wrapped by the pool. */
  public static void forked(@Nullable Object task) {
    if (!(task instanceof ForkJoinTask) || isOff) {
      return;
    }
    try {
      Context context = carriable();
      if (context == Context.ROOT) {
        return;
      }
      TaskKind kind = TaskKind.of(task);
      if (kind.isCarrier) {
        kind.wasCarrier = true;
        hasForked = true;
        WAITING.add(task, context);
      }
    } catch (Throwable failure) {
      AdviceFailures.caughtByHook(failure, Hooks.FORK_JOIN_TASK);
    }
  }

  /** A fork-join task is about to run; what is returned goes to {@link #end}. */
  public static @Nullable Object begin(Object task) {
    if (!hasForked) {
      return null;
    }
    try {
      if (!TaskKind.of(task).wasCarrier) {
        return null;
      }
      Context context = WAITING.take(task);
      return context == Context.ROOT ? null : Context.attach(context);
    } catch (Throwable failure) {
      AdviceFailures.caughtByHook(failure, Hooks.FORK_JOIN_TASK);
      return null;
    }
  }

  /** Takes the context off for a while; what is returned goes to {@link #end}. */
  public static @Nullable Object empty() {
    return Context.current() == Context.ROOT ? null : Context.attach(Context.ROOT);
  }

  /** A fork-join task has run, or a while is over. */
  public static void end(@Nullable Object previous) {
    if (previous != null) {
      Context.restore((Context) previous);
    }
  }

  private static Context contextFor(@Nullable Object work) {
    if (work == null || isOff || work instanceof Carried) {
      return Context.ROOT;
    }
    try {
      return TaskKind.of(work).isCarrier ? carriable() : Context.ROOT;
    } catch (Throwable failure) {
      AdviceFailures.caughtByHook(failure, Hooks.EXECUTOR);
      return Context.ROOT;
    }
  }

  private static Context carriable() {
    Context context = Context.current();
    return context.isSuppressed(Context.PROPAGATION) ? Context.ROOT : context;
  }
}
