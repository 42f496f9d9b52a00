/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RecursiveAction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CarryTest {
  private final Context context = Context.ROOT.withSpan("span");

  @AfterEach
  void clean() {
    Context.restore(Context.ROOT);
    Carry.switchOff(false);
  }

  @Test
  void workWithoutContext_staysItself() {
    Runnable work = () -> {};

    assertThat(Carry.runnable(work)).isSameAs(work);
    assertThat(Carry.runnable(null)).isNull();
  }

  @Test
  void carriedWork_runsInItsContext_andLeavesNone() throws Exception {
    List<Context> seen = new ArrayList<>();
    Context.attach(context);
    Runnable runnable = made(Carry.runnable(() -> seen.add(Context.current())));
    Callable<Boolean> callable = made(Carry.callable(() -> seen.add(Context.current())));
    Supplier<Boolean> supplier = made(Carry.supplier(() -> seen.add(Context.current())));
    Function<String, Boolean> function = made(Carry.function(any -> seen.add(Context.current())));
    Context.restore(Context.ROOT);

    runnable.run();
    boolean areAdded = callable.call() && supplier.get() && function.apply("any");

    assertThat(areAdded).isTrue();
    assertThat(seen).containsOnly(context).hasSize(4);
    assertThat(Context.current()).isSameAs(Context.ROOT);
  }

  @Test
  void carriedWorkThatThrows_throwsTheSame_andLeavesNoContext() {
    IllegalStateException failure = new IllegalStateException("expected");
    Context.attach(context);
    Runnable work =
        made(
            Carry.runnable(
                () -> {
                  throw failure;
                }));
    Context.restore(Context.ROOT);

    assertThatThrownBy(work::run).isSameAs(failure);
    assertThat(Context.current()).isSameAs(Context.ROOT);
  }

  @Test
  void carriedWork_isNotCarriedTwice_andPrintsAsItself() {
    Runnable work =
        new Runnable() {
          @Override
          public void run() {}

          @Override
          public String toString() {
            return "the work";
          }
        };
    Context.attach(context);

    Runnable carried = Carry.runnable(work);

    assertThat(carried).isNotSameAs(work).hasToString("the work");
    assertThat(Carry.runnable(carried)).isSameAs(carried);
  }

  @Test
  void suppressedPropagation_carriesNothing() {
    Runnable work = () -> {};
    Context.attach(context.suppress(Context.PROPAGATION));

    assertThat(Carry.runnable(work)).isSameAs(work);
  }

  @Test
  void switchedOff_carriesNothing() {
    Runnable work = () -> {};
    Context.attach(context);
    Carry.switchOff(true);

    assertThat(Carry.runnable(work)).isSameAs(work);
    Carry.submitted(work);
    Carry.next(work);
    assertThat(Context.current()).isSameAs(context);
  }

  @Test
  void pooledTask_getsItsContext_untilTheWorkerIsIdle() {
    Runnable task = new FreshTask();
    Context.attach(context);
    Carry.submitted(task);
    Context.restore(Context.ROOT);

    Carry.next(task);

    assertThat(Context.current()).isSameAs(context);
    Carry.idle();
    assertThat(Context.current()).isSameAs(Context.ROOT);
    Carry.next(task);
    assertThat(Context.current()).isSameAs(Context.ROOT);
  }

  @Test
  void workersAndTasksThatCarryThemselves_areLeftAlone() {
    assertThat(TaskKind.of(new FutureTask<>(() -> null)).isCarrier).isFalse();
    assertThat(TaskKind.of(ForkJoinTask.adapt(() -> {})).isCarrier).isFalse();
    assertThat(TaskKind.of(new Marked()).isCarrier).isFalse();
    assertThat(TaskKind.of(new FreshTask()).isCarrier).isTrue();
  }

  @Test
  void lambdaThatCapturesNothing_isAConstant() {
    String captured = context.toString();
    Runnable constant = () -> {};
    Runnable capturing = () -> assertThat(captured).isNotEmpty();

    assertThat(TaskKind.of(constant).isConstant).isTrue();
    assertThat(TaskKind.of(capturing).isConstant).isFalse();
    assertThat(TaskKind.of(new FreshTask()).isConstant).isFalse();
  }

  @Test
  void forkedTask_beginsInItsContext_andEndsWithThePrevious() {
    ForkJoinTask<?> task = new Nothing();
    Context.attach(context);
    Carry.forked(task);
    Context outer = Context.ROOT.withSpan("outer");
    Context.restore(outer);

    Object previous = Carry.begin(task);

    assertThat(Context.current()).isSameAs(context);
    Carry.end(previous);
    assertThat(Context.current()).isSameAs(outer);
  }

  @Test
  void emptyWhile_takesTheContextOff_andPutsItBack() {
    assertThat(Carry.empty()).isNull();
    Context.attach(context);

    Object previous = Carry.empty();

    assertThat(Context.current()).isSameAs(Context.ROOT);
    Carry.end(previous);
    assertThat(Context.current()).isSameAs(context);
  }

  private static <T> T made(@Nullable T work) {
    return Objects.requireNonNull(work);
  }

  private static final class FreshTask implements Runnable {
    @Override
    public void run() {}
  }

  private static final class Marked
      implements Runnable, CompletableFuture.AsynchronousCompletionTask {
    @Override
    public void run() {}
  }

  private static final class Nothing extends RecursiveAction {
    private static final long serialVersionUID = 1L;

    @Override
    protected void compute() {}
  }
}
