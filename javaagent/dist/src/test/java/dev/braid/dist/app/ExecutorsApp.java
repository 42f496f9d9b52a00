/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.dist.app;

import dev.braid.bootstrap.AdviceFailures;
import dev.braid.bootstrap.Carry;
import dev.braid.bootstrap.Context;
import dev.braid.bootstrap.Hooks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Hands work to other threads in every way that the JDK has and prints one line per way: {@code ok
 * NAME} if the work ran in the context that it was handed over in, and the thread had none after.
 * Unchanged by the agent but for that; it reads the boot classes only to look at the context.
 */
public final class ExecutorsApp {
  private static final int TIMEOUT_SECONDS = 20;
  private static final boolean HAS_VIRTUAL = Runtime.version().feature() >= 21;

  private ExecutorsApp() {}

  public static void main(String[] arguments) throws Exception {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(2, 2, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
    everyWayIn("ThreadPoolExecutor", pool);
    identity();
    constants();
    leftovers();
    ForkJoinPool forkJoin = new ForkJoinPool(2);
    everyWayIn("ForkJoinPool", forkJoin);
    forkJoinTasks(forkJoin);
    completableFutures(pool);
    scheduled();
    if (HAS_VIRTUAL) {
      everyWayIn("virtualThreadPerTask", virtualThreadPerTask());
      virtualThreads();
    }
    threadFactories();
    check(
        "nothingFailed",
        AdviceFailures.countOf(AdviceFailures.MAX_INSTRUMENTATIONS + Hooks.EXECUTOR) == 0);
    System.out.println("done");
    System.exit(0);
  }

  private static void everyWayIn(String name, ExecutorService pool) throws Exception {
    for (String round : new String[] {"cold", "warm"}) {
      in(name + ".execute." + round, seen -> pool.execute(() -> seen.add(Context.current())));
      in(
          name + ".submitRunnable." + round,
          seen -> pool.submit((Runnable) () -> seen.add(Context.current())));
      in(name + ".submitCallable." + round, seen -> pool.submit(() -> seen.add(Context.current())));
      in(
          name + ".submitResult." + round,
          seen -> pool.submit(() -> seen.add(Context.current()), 1));
      in(
          name + ".invokeAll." + round,
          seen -> pool.invokeAll(List.of(() -> seen.add(Context.current()))));
      in(
          name + ".invokeAny." + round,
          seen -> pool.invokeAny(List.of(() -> seen.add(Context.current()))));
    }
    List<Future<Context>> after = new ArrayList<>();
    CountDownLatch all = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      after.add(
          pool.submit(
              () -> {
                all.countDown();
                all.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                return Context.current();
              }));
    }
    for (Future<Context> context : after) {
      check(name + ".workerIsEmptyAfter", context.get() == Context.ROOT);
    }
  }

  private interface Handing {
    void hand(Queue<Context> seen) throws Exception;
  }

  private static void in(String name, Handing handing) throws Exception {
    Queue<Context> seen = new ConcurrentLinkedQueue<>();
    Context context = Context.ROOT.withSpan(name);
    Context previous = Context.attach(context);
    try {
      handing.hand(seen);
    } finally {
      Context.restore(previous);
    }
    await(() -> !seen.isEmpty());
    check(name, seen.peek() == context);
  }

  private static void await(Supplier<Boolean> condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (!condition.get() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  private static void check(String name, boolean isRight) {
    System.out.println((isRight ? "ok " : "WRONG ") + name);
  }

  /** A task that pools may compare and cast. */
  private static class Ranked implements Runnable, Comparable<Ranked> {
    final int rank;
    final Queue<Context> seen;

    Ranked(int rank, Queue<Context> seen) {
      this.rank = rank;
      this.seen = seen;
    }

    @Override
    public int compareTo(Ranked other) {
      return Integer.compare(rank, other.rank);
    }

    @Override
    public void run() {
      seen.add(Context.current());
    }
  }

  private static final class CastingPool extends ThreadPoolExecutor {
    final Set<Integer> before = new HashSet<>();
    final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    CastingPool() {
      super(1, 1, 1, TimeUnit.MINUTES, new PriorityBlockingQueue<>());
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
      try {
        before.add(((Ranked) task).rank);
      } catch (Throwable wrongType) {
        failure.set(wrongType);
      }
    }
  }

  private static void identity() throws Exception {
    CastingPool pool = new CastingPool();
    Queue<Context> seen = new ConcurrentLinkedQueue<>();
    CountDownLatch gate = new CountDownLatch(1);
    Context context = Context.ROOT.withSpan("identity");
    Context previous = Context.attach(context);
    Ranked removed = new Ranked(3, seen);
    pool.execute(
        new Ranked(9, seen) {
          @Override
          public void run() {
            await(() -> gate.getCount() == 0);
          }
        });
    pool.execute(new Ranked(2, seen));
    pool.execute(removed);
    pool.execute(new Ranked(1, seen));
    Context.restore(previous);
    check("identity.queueHoldsTask", pool.getQueue().contains(removed));
    check("identity.removeFindsTask", pool.remove(removed));
    gate.countDown();
    await(() -> seen.size() == 2);
    check("identity.comparable", seen.size() == 2 && seen.stream().allMatch(c -> c == context));
    check("identity.beforeExecuteCasts", pool.failure.get() == null && pool.before.contains(1));
    CountDownLatch block = new CountDownLatch(1);
    ThreadPoolExecutor plain =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
    Context.attach(context);
    plain.execute(() -> await(() -> block.getCount() == 0));
    Runnable waiting = () -> seen.add(Context.current());
    plain.execute(waiting);
    Future<?> future = plain.submit(waiting);
    Context.restore(previous);
    check("identity.toStringIsTheTasks", future.toString().contains("ExecutorsApp$$Lambda"));
    future.cancel(false);
    plain.purge();
    check("identity.purge", plain.getQueue().size() == 1);
    check("identity.shutdownNow", plain.shutdownNow().get(0) == waiting);
    block.countDown();
  }

  private static void constants() throws Exception {
    Queue<Context> seen = SEEN;
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(3));
    CountDownLatch gate = new CountDownLatch(1);
    pool.execute(() -> await(() -> gate.getCount() == 0));
    Context first = Context.ROOT.withSpan("first");
    Context second = Context.ROOT.withSpan("second");
    Context refused = Context.ROOT.withSpan("refused");
    runIn(first, () -> pool.execute(constant()));
    pool.execute(constant());
    runIn(second, () -> pool.execute(constant()));
    boolean isRefused = false;
    try {
      runIn(refused, () -> pool.execute(constant()));
    } catch (RejectedExecutionException expected) {
      isRefused = true;
    }
    gate.countDown();
    await(() -> seen.size() == 3);
    pool.execute(constant());
    await(() -> seen.size() == 4);
    Runnable again = constant();
    check("constant.isOneObject", constant() == again);
    check(
        "constant.keepsOrder",
        List.copyOf(seen).subList(0, 3).equals(List.of(first, Context.ROOT, second)));
    check("constant.refusedIsForgotten", isRefused && List.copyOf(seen).get(3) == Context.ROOT);
    pool.shutdown();
  }

  private static final Queue<Context> SEEN = new ConcurrentLinkedQueue<>();

  private static Runnable constant() {
    return () -> SEEN.add(Context.current());
  }

  private static void runIn(Context context, Runnable work) {
    Context previous = Context.attach(context);
    try {
      work.run();
    } finally {
      Context.restore(previous);
    }
  }

  /** A task that leaves its context behind, and one that throws. */
  private static void leftovers() throws Exception {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
    pool.execute(() -> Context.attach(Context.ROOT.withSpan("forgotten")));
    check("leftover.isTakenOff", pool.submit(Context::current).get() == Context.ROOT);
    Future<?> failed =
        pool.submit(
            (Callable<Void>)
                () -> {
                  throw new IllegalStateException("expected");
                });
    await(failed::isDone);
    check("leftover.afterFailure", pool.submit(Context::current).get() == Context.ROOT);
    check("leftover.nothingWaits", Carry.waitingCount() < 100);
    pool.shutdown();
  }

  private static final class Sum extends RecursiveTask<Integer> {
    private static final long serialVersionUID = 1L;
    private final int from;
    private final int to;
    private final transient Queue<Context> seen;

    Sum(int from, int to, Queue<Context> seen) {
      this.from = from;
      this.to = to;
      this.seen = seen;
    }

    @Override
    protected Integer compute() {
      if (to - from <= 1) {
        seen.add(Context.current());
        return from;
      }
      int middle = (from + to) >>> 1;
      Sum left = new Sum(from, middle, seen);
      Sum right = new Sum(middle, to, seen);
      left.fork();
      return right.compute() + left.join();
    }
  }

  private static void forkJoinTasks(ForkJoinPool pool) throws Exception {
    Context context = Context.ROOT.withSpan("forkJoin");
    for (String way : new String[] {"submit", "invoke", "execute"}) {
      Queue<Context> seen = new ConcurrentLinkedQueue<>();
      Sum sum = new Sum(0, 1000, seen);
      runIn(
          context,
          () -> {
            switch (way) {
              case "submit":
                pool.submit(sum);
                break;
              case "invoke":
                pool.invoke(sum);
                break;
              default:
                pool.execute(sum);
            }
          });
      check("forkJoinTask." + way + ".result", sum.get() == 499_500);
      check(
          "forkJoinTask." + way, seen.size() == 1000 && seen.stream().allMatch(c -> c == context));
    }
    Queue<Context> seen = new ConcurrentLinkedQueue<>();
    runIn(
        context,
        () -> IntStream.range(0, 1000).parallel().forEach(i -> seen.add(Context.current())));
    check("parallelStream", seen.size() == 1000 && seen.stream().allMatch(c -> c == context));
    Queue<Context> after = new ConcurrentLinkedQueue<>();
    IntStream.range(0, 1000).parallel().forEach(i -> after.add(Context.current()));
    check("parallelStream.isEmptyAfter", after.stream().allMatch(c -> c == Context.ROOT));
    check("forkJoinTask.nothingWaits", Carry.waitingCount() < 100);
  }

  private static void completableFutures(Executor pool) throws Exception {
    in("supplyAsync", s -> CompletableFuture.supplyAsync(() -> s.add(Context.current())));
    in("runAsync", s -> CompletableFuture.runAsync(() -> s.add(Context.current())));
    in(
        "supplyAsync.pool",
        s -> CompletableFuture.supplyAsync(() -> s.add(Context.current()), pool));
    in(
        "runAsync.thread",
        s ->
            CompletableFuture.runAsync(() -> s.add(Context.current()), r -> new Thread(r).start()));
    in(
        "delayedExecutor",
        s ->
            CompletableFuture.runAsync(
                () -> s.add(Context.current()),
                CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS)));
    stage("thenApplyAsync", (f, s) -> f.thenApplyAsync(v -> s.add(Context.current())));
    stage("thenApplyAsync.pool", (f, s) -> f.thenApplyAsync(v -> s.add(Context.current()), pool));
    stage("thenApply", (f, s) -> f.thenApply(v -> s.add(Context.current())));
    stage("thenAccept", (f, s) -> f.thenAccept(v -> s.add(Context.current())));
    stage("thenRun", (f, s) -> f.thenRun(() -> s.add(Context.current())));
    stage("whenComplete", (f, s) -> f.whenComplete((v, t) -> s.add(Context.current())));
    stage("handle", (f, s) -> f.handle((v, t) -> s.add(Context.current())));
    stage(
        "thenCompose",
        (f, s) -> f.thenCompose(v -> CompletableFuture.completedFuture(s.add(Context.current()))));
    CompletableFuture<String> never = new CompletableFuture<>();
    stage("thenCombine", (f, s) -> f.thenCombine(f, (a, b) -> s.add(Context.current())));
    stage("thenAcceptBoth", (f, s) -> f.thenAcceptBoth(f, (a, b) -> s.add(Context.current())));
    stage("runAfterBoth", (f, s) -> f.runAfterBoth(f, () -> s.add(Context.current())));
    stage("applyToEither", (f, s) -> f.applyToEither(never, a -> s.add(Context.current())));
    stage("acceptEither", (f, s) -> f.acceptEither(never, a -> s.add(Context.current())));
    stage("runAfterEither", (f, s) -> f.runAfterEither(never, () -> s.add(Context.current())));
    CompletableFuture<String> source = new CompletableFuture<>();
    in(
        "exceptionally",
        s -> {
          source.exceptionally(t -> String.valueOf(s.add(Context.current())));
          new Thread(() -> source.completeExceptionally(new IllegalStateException("expected")))
              .start();
        });
  }

  private interface Stage {
    void on(CompletableFuture<String> source, Queue<Context> seen);
  }

  private static void stage(String name, Stage stage) throws Exception {
    CompletableFuture<String> source = new CompletableFuture<>();
    in(
        name,
        seen -> {
          stage.on(source, seen);
          new Thread(() -> source.complete("value")).start();
        });
  }

  private static void scheduled() throws Exception {
    ScheduledExecutorService pool = new ScheduledThreadPoolExecutor(1);
    in("schedule", s -> pool.schedule(() -> s.add(Context.current()), 1, TimeUnit.MILLISECONDS));
    in(
        "scheduleRunnable",
        s -> pool.schedule((Runnable) () -> s.add(Context.current()), 1, TimeUnit.MILLISECONDS));
    in("scheduled.execute", s -> pool.execute(() -> s.add(Context.current())));
    Queue<Context> periodic = new ConcurrentLinkedQueue<>();
    runIn(
        Context.ROOT.withSpan("periodic"),
        () -> {
          pool.scheduleAtFixedRate(
              () -> periodic.add(Context.current()), 0, 1, TimeUnit.MILLISECONDS);
          pool.scheduleWithFixedDelay(
              () -> periodic.add(Context.current()), 0, 1, TimeUnit.MILLISECONDS);
        });
    await(() -> periodic.size() > 10);
    check("periodicInheritsNothing", periodic.stream().allMatch(c -> c == Context.ROOT));
    pool.shutdownNow();
    FutureTask<Void> task = new FutureTask<>(() -> null);
    task.run();
    check("futureTask", task.isDone());
  }

  private static ExecutorService virtualThreadPerTask() throws Exception {
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  private static ThreadFactory virtualThreadFactory() throws Exception {
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    return (ThreadFactory)
        Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
  }

  private static void virtualThreads() throws Exception {
    in(
        "startVirtualThread",
        s ->
            Thread.class
                .getMethod("startVirtualThread", Runnable.class)
                .invoke(null, (Runnable) () -> s.add(Context.current())));
    in(
        "ofVirtual.start",
        s ->
            Class.forName("java.lang.Thread$Builder")
                .getMethod("start", Runnable.class)
                .invoke(
                    Thread.class.getMethod("ofVirtual").invoke(null),
                    (Runnable) () -> s.add(Context.current())));
    ExecutorService platform =
        (ExecutorService)
            Executors.class
                .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                .invoke(null, (ThreadFactory) Thread::new);
    everyWayIn("platformThreadPerTask", platform);
    outside("virtualFactory", virtualThreadFactory());
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), virtualThreadFactory());
    in("virtualWorker", s -> pool.execute(() -> s.add(Context.current())));
    check("virtualWorker.isEmptyAfter", pool.submit(Context::current).get() == Context.ROOT);
  }

  private static void threadFactories() throws Exception {
    outside("plainThread", Thread::new);
    outside("defaultFactory", Executors.defaultThreadFactory());
  }

  /** Threads of a factory start without a context. */
  private static void outside(String name, ThreadFactory factory) throws Exception {
    AtomicReference<Context> seen = new AtomicReference<>();
    AtomicReference<@Nullable Thread> made = new AtomicReference<>();
    runIn(
        Context.ROOT.withSpan(name),
        () -> {
          Thread thread = factory.newThread(() -> seen.set(Context.current()));
          made.set(thread);
          thread.start();
        });
    Thread thread = made.get();
    if (thread != null) {
      thread.join(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
    }
    check(name + ".getsNothing", seen.get() == Context.ROOT);
  }
}
