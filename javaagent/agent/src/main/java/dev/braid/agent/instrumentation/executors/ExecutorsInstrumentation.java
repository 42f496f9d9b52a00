/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.executors;

import dev.braid.agent.weave.Instrumentation;
import dev.braid.agent.weave.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries the context with work that is handed to another thread by the JDK's own means.
 *
 * <p>Threads that a {@code ThreadFactory} makes get nothing: they are mostly workers, and what a
 * pool starts lazily does not belong to the request that came first.
 */
public final class ExecutorsInstrumentation implements Instrumentation {
  private static final String CONCURRENT = "java.util.concurrent.";
  private static final String ADVICE = "dev.braid.agent.instrumentation.executors.";
  private static final String RUNNABLE = "Ljava/lang/Runnable;";
  private static final String CALLABLE = "Ljava/util/concurrent/Callable;";
  private static final String TASK = "(Ljava/util/concurrent/ForkJoinTask;)";

  /** Stages of {@code CompletableFuture} with one source: the function is argument 3. */
  private static final String[][] STAGES_OF_ONE = {
    {"UniApply", "Function"}, {"UniCompose", "Function"}, {"UniExceptionally", "Function"},
    {"UniComposeExceptionally", "Function"}, {"UniAccept", "Consumer"}, {"UniRun", "Runnable"},
    {"UniWhenComplete", "BiConsumer"}, {"UniHandle", "BiFunction"},
  };

  /** Stages with two sources: the function is argument 4. */
  private static final String[][] STAGES_OF_TWO = {
    {"BiApply", "BiFunction"}, {"BiAccept", "BiConsumer"}, {"BiRun", "Runnable"},
    {"OrApply", "Function"}, {"OrAccept", "Consumer"}, {"OrRun", "Runnable"},
  };

  @Override
  public String name() {
    return "executors";
  }

  @Override
  public List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    threadPools(targets);
    forkJoinPools(targets);
    completableFutures(targets);
    virtualThreads(targets);
    return targets;
  }

  private static void threadPools(List<Target> targets) {
    String pool = CONCURRENT + "ThreadPoolExecutor";
    String advice = ADVICE + "ThreadPoolAdvice$";
    targets.add(
        Target.jdk(pool).method("execute", "(" + RUNNABLE + ")V").inlined(advice + "Execute"));
    targets.add(
        Target.jdk(pool).method("reject", "(" + RUNNABLE + ")V").inlined(advice + "Reject"));
    targets.add(Target.jdk(pool).methodNamed("getTask").inlined(advice + "NextTask"));
    String worker = pool + "$Worker";
    targets.add(Target.jdk(worker).constructor().inlined(advice + "NewWorker"));
    targets.add(Target.jdk(worker).method("run", "()V").inlined(advice + "RunWorker"));
    targets.add(
        Target.jdk(CONCURRENT + "ScheduledThreadPoolExecutor")
            .methodNamed("scheduleAtFixedRate")
            .methodNamed("scheduleWithFixedDelay")
            .inlined(advice + "Unrelated"));
    carry(targets, CONCURRENT + "FutureTask", "<init>", "(" + CALLABLE, "Callable0");
    carry(targets, CONCURRENT + "FutureTask", "<init>", "(" + RUNNABLE, "Runnable0");
  }

  private static void forkJoinPools(List<Target> targets) {
    String pool = CONCURRENT + "ForkJoinPool";
    String task = CONCURRENT + "ForkJoinTask";
    String advice = ADVICE + "ForkJoinAdvice$";
    targets.add(
        Target.jdk(pool)
            .methodStarting("execute", "(")
            .methodStarting("submit", TASK)
            .methodStarting("submit", "(" + RUNNABLE + ")Ljava/util/concurrent/ForkJoinTask;")
            .methodStarting("invoke", TASK)
            .methodStarting("lazySubmit", TASK)
            .inlined(advice + "Submit"));
    targets.add(Target.jdk(task).methodNamed("fork").inlined(advice + "Fork"));
    targets.add(Target.jdk(task).methodNamed("doExec").inlined(advice + "Run"));
    carry(targets, task + "$AdaptedRunnable", "<init>", "(", "Runnable0");
    carry(targets, task + "$AdaptedRunnableAction", "<init>", "(", "Runnable0");
    carry(targets, task + "$RunnableExecuteAction", "<init>", "(", "Runnable0");
    carry(targets, task + "$AdaptedInterruptibleRunnable", "<init>", "(", "Runnable0");
    carry(targets, task + "$AdaptedCallable", "<init>", "(", "Callable0");
    carry(targets, task + "$AdaptedInterruptibleCallable", "<init>", "(", "Callable0");
    carry(targets, task + "$CallableWithTimeout", "<init>", "(" + CALLABLE, "Callable0");
    carry(targets, task + "$InvokeAnyTask", "<init>", "(" + CALLABLE, "Callable0");
    carry(targets, pool + "$InvokeAnyTask", "<init>", "(", "Callable1");
    // JDK 25: a fork-join pool schedules as well; only its one-shot methods carry.
    carry(targets, pool, "schedule", "(" + RUNNABLE, "Runnable0");
    carry(targets, pool, "schedule", "(" + CALLABLE, "Callable0");
  }

  private static void completableFutures(List<Target> targets) {
    String future = CONCURRENT + "CompletableFuture$";
    carry(targets, future + "AsyncSupply", "<init>", "(", "Supplier1");
    carry(targets, future + "AsyncRun", "<init>", "(", "Runnable1");
    for (String[] stage : STAGES_OF_ONE) {
      carry(targets, future + stage[0], "<init>", "(", stage[1] + "3");
    }
    for (String[] stage : STAGES_OF_TWO) {
      carry(targets, future + stage[0], "<init>", "(", stage[1] + "4");
    }
  }

  private static void virtualThreads(List<Target> targets) {
    String start = "(Ljava/util/concurrent/ThreadPerTaskExecutor;" + RUNNABLE;
    carry(targets, CONCURRENT + "ThreadPerTaskExecutor$TaskRunner", "<init>", start, "Runnable1");
    String submit = "(Ljava/util/concurrent/ThreadPerTaskExecutor;" + CALLABLE;
    carry(
        targets,
        CONCURRENT + "ThreadPerTaskExecutor$ThreadBoundFuture",
        "<init>",
        submit,
        "Callable1");
    carry(targets, CONCURRENT + "StructuredTaskScopeImpl$SubtaskImpl", "<init>", "(", "Callable1");
    carry(targets, "java.lang.ThreadBuilders", "newVirtualThread", "(", "Runnable3");
    targets.add(
        Target.jdk("java.lang.ThreadBuilders$VirtualThreadFactory")
            .methodNamed("newThread")
            .inlined(ADVICE + "ThreadPoolAdvice$Unrelated"));
  }

  private static void carry(
      List<Target> targets, String type, String method, String descriptor, String position) {
    targets.add(
        Target.jdk(type)
            .methodStarting(method, descriptor)
            .inlined(ADVICE + "CarryArgument$" + position));
  }
}
