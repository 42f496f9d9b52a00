/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.collector.telemetry.Telemetry;
import dev.braid.exporters.Exporter;
import dev.braid.exporters.Outcome;
import dev.braid.otlp.Acknowledgement;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DeliveryTest {
  private final ManualTimer timer = new ManualTimer();
  private final ScriptedExporter exporter = new ScriptedExporter();
  private final List<String> settled = new ArrayList<>();
  private int made;

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  @Test
  void delivered_isCountedAndAcknowledged() {
    Delivery delivery = delivery(10, 2);

    delivery.accept(batch(3));
    exporter.answer(Outcome.delivered());

    assertThat(delivery.counts().delivered()).isEqualTo(3);
    assertThat(settled).containsExactly("ok");
    assertAddsUp(delivery);
  }

  @Test
  void retryable_isTriedAgainAfterTheWaitThatGrows() {
    Delivery delivery = delivery(10, 1);

    delivery.accept(batch(1));
    exporter.answer(Outcome.retryable("503"));
    long first = timer.fire();
    exporter.answer(Outcome.retryable("503"));
    long second = timer.fire();
    exporter.answer(Outcome.delivered());

    assertThat(Duration.ofNanos(first)).isEqualTo(Duration.ofSeconds(5));
    assertThat(Duration.ofNanos(second)).isEqualTo(Duration.ofMillis(7500));
    assertThat(delivery.counts().delivered()).isEqualTo(1);
    assertAddsUp(delivery);
  }

  @Test
  void retryAfter_isHonoured() {
    Delivery delivery = delivery(10, 1);

    delivery.accept(batch(1));
    exporter.answer(new Outcome.Retryable(Duration.ofSeconds(42), "429"));

    assertThat(Duration.ofNanos(timer.fire())).isEqualTo(Duration.ofSeconds(42));
  }

  @Test
  void tooOld_isDroppedAndCounted() {
    Delivery delivery = delivery(10, 1);
    delivery.accept(batch(4));

    while (delivery.counts().waiting() > 0) {
      exporter.answer(Outcome.retryable("down"));
      timer.fireIfAny();
    }

    assertThat(delivery.counts().dropped()).isEqualTo(4);
    assertThat(settled).containsExactly("expired");
    assertThat(timer.now).isBetween(seconds(200), seconds(300));
    assertAddsUp(delivery);
  }

  @Test
  void fullQueue_dropsTheNewestAndCountsIt() {
    Delivery delivery = delivery(2, 1);

    for (int i = 0; i < 4; i++) {
      delivery.accept(batch(1));
    }

    // One is on its way, two wait, one found no room.
    assertThat(delivery.counts().dropped()).isEqualTo(1);
    assertThat(delivery.counts().waiting()).isEqualTo(3);
    assertThat(settled).containsExactly("queue_full");
    assertAddsUp(delivery);
  }

  @Test
  void queueOfItemsOrBytes_isFullByThem_butAlwaysTakesOneBatch() {
    Delivery items = delivery(5, 1, Sizer.ITEMS);
    Delivery bytes = delivery(3, 1, Sizer.BYTES);

    for (int size : new int[] {1, 9, 1}) {
      items.accept(batch(size));
      bytes.accept(batch(size));
    }

    assertThat(items.counts().dropped()).as("1 under way, 9 wait alone").isEqualTo(1);
    assertThat(items.queueLength()).isEqualTo(9);
    assertThat(bytes.counts().dropped()).as("2 bytes wait, 2 more are too many").isEqualTo(1);
    assertThat(bytes.queueLength()).isEqualTo(2);
    assertAddsUp(items);
    assertAddsUp(bytes);
  }

  @Test
  void rejectedAndPartiallyRejected_areNeverTriedAgain() {
    Delivery delivery = delivery(10, 1);

    delivery.accept(batch(5));
    exporter.answer(new Outcome.PartiallyRejected(2, "too old"));
    delivery.accept(batch(3));
    exporter.answer(Outcome.rejected("400"));

    assertThat(delivery.counts().delivered()).isEqualTo(3);
    assertThat(delivery.counts().rejected()).isEqualTo(5);
    assertThat(timer.fireIfAny()).isFalse();
    assertAddsUp(delivery);
  }

  @Test
  void throwingExporter_isABugThatCountsAsRejected() {
    exporter.isBroken = true;
    Delivery delivery = delivery(10, 1);

    delivery.accept(batch(1));
    delivery.accept(batch(1));

    assertThat(delivery.counts().rejected()).isEqualTo(2);
    assertAddsUp(delivery);
  }

  @Test
  void close_dropsWhatWaitsAndCountsIt() {
    Delivery delivery = delivery(10, 1);
    delivery.accept(batch(1));
    delivery.accept(batch(2));

    delivery.close();

    assertThat(delivery.counts().dropped()).isEqualTo(3);
    assertAtRest(delivery);
  }

  @Test
  void close_settlesWhatWaitsForAnotherTry() {
    Delivery delivery = delivery(10, 2);
    delivery.accept(batch(4));
    delivery.accept(batch(5));
    exporter.answer(Outcome.retryable("503"));
    exporter.answer(Outcome.retryable("503"));

    delivery.close();
    timer.fire();
    timer.fire();

    assertThat(exporter.open).as("sends after the close").isEmpty();
    assertThat(delivery.counts().dropped()).isEqualTo(9);
    assertThat(settled).containsExactly("shutdown", "shutdown");
    assertAtRest(delivery);
  }

  @Test
  void answerAfterClose_isNotCountedTwice() {
    Delivery delivery = delivery(10, 3);
    for (int i = 0; i < 3; i++) {
      delivery.accept(batch(1));
    }

    delivery.close();
    exporter.answer(Outcome.delivered());
    exporter.answer(Outcome.retryable("503"));
    exporter.answer(Outcome.rejected("400"));

    assertThat(delivery.counts().dropped()).isEqualTo(3);
    assertThat(timer.fireIfAny()).as("a retry is planned").isFalse();
    assertAtRest(delivery);
  }

  @Test
  void batchAfterClose_isSettledAtOnce() {
    Delivery delivery = delivery(10, 1);
    delivery.close();

    delivery.accept(batch(2));

    assertThat(settled).containsExactly("shutdown");
    assertAtRest(delivery);
  }

  @Test
  void drain_endsAtItsDeadlineThoughASendIsNeverAnswered() throws InterruptedException {
    Delivery delivery = delivery(10, 1);
    delivery.accept(batch(1));

    boolean isEmpty = delivery.drain(Duration.ofMillis(20));
    delivery.close();

    assertThat(isEmpty).isFalse();
    assertThat(delivery.drain(Duration.ZERO)).as("empty after the close").isTrue();
    assertAtRest(delivery);
  }

  @Test
  void anyMixtureOfOutcomes_keepsTheEquationAtEveryStep() {
    Random random = new Random(7);
    Delivery delivery = delivery(5, 3);

    for (int i = 0; i < 2000; i++) {
      switch (random.nextInt(6)) {
        case 0, 1 -> delivery.accept(batch(1 + random.nextInt(4)));
        case 2 -> exporter.answer(Outcome.delivered());
        case 3 -> exporter.answer(Outcome.retryable("503"));
        case 4 -> exporter.answer(new Outcome.PartiallyRejected(random.nextInt(9), "x"));
        default -> timer.fireIfAny();
      }
      assertAddsUp(delivery);
    }
    assertThat(delivery.counts().delivered()).isPositive();
    assertThat(delivery.counts().dropped()).isPositive();

    delivery.close();

    assertAtRest(delivery);
  }

  private void assertAtRest(Delivery delivery) {
    assertThat(delivery.counts().waiting()).isZero();
    assertThat(settled).as("settled batches").hasSize(made);
    assertAddsUp(delivery);
  }

  private static void assertAddsUp(Delivery delivery) {
    DeliveryCounts counts = delivery.counts();
    assertThat(counts.delivered() + counts.rejected() + counts.dropped() + counts.waiting())
        .as("enqueued = delivered + rejected + dropped + waiting")
        .isEqualTo(counts.enqueued());
  }

  private Delivery delivery(int queueSize, int consumers) {
    return delivery(queueSize, consumers, Sizer.REQUESTS);
  }

  private Delivery delivery(int queueSize, int consumers, Sizer sizer) {
    DeliverySettings d = DeliverySettings.DEFAULT;
    DeliverySettings settings =
        new DeliverySettings(
            queueSize,
            consumers,
            true,
            d.initialInterval(),
            d.multiplier(),
            d.randomization(),
            d.maxInterval(),
            d.maxElapsed(),
            sizer);
    Delivery.Environment environment = new Delivery.Environment(timer, () -> timer.now, () -> 0.5);
    return new Delivery("test", exporter, settings, 1 << 20, environment, new Telemetry());
  }

  private Batch batch(int items) {
    made++;
    return Batch.counted(Signal.TRACES, new byte[] {10, 0}, items)
        .withAcknowledgement(
            Acknowledgement.root(
                failure -> settled.add(failure == null ? "ok" : failure.message())));
  }

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  /** An exporter that waits for the test to answer the oldest open send. */
  private static final class ScriptedExporter implements Exporter {
    private final Deque<CompletableFuture<Outcome>> open = new ArrayDeque<>();
    private boolean isBroken;

    private void answer(Outcome outcome) {
      CompletableFuture<Outcome> oldest = open.pollFirst();
      if (oldest != null) {
        oldest.complete(outcome);
      }
    }

    @Override
    public Set<Signal> signals() {
      return EnumSet.allOf(Signal.class);
    }

    @Override
    public CompletionStage<Outcome> export(Batch batch) {
      if (isBroken) {
        throw new IllegalStateException("broken");
      }
      CompletableFuture<Outcome> stage = new CompletableFuture<>();
      open.addLast(stage);
      return stage;
    }

    @Override
    public void close() {}
  }

  /** A timer whose clock is moved by firing the next task. */
  private static final class ManualTimer extends ScheduledThreadPoolExecutor {
    private record Task(Runnable work, long delay) {}

    private final Deque<Task> tasks = new ArrayDeque<>();
    private long now;

    private ManualTimer() {
      super(1);
    }

    @Override
    @SuppressWarnings("NullAway") // Delivery does not look at the future.
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
      tasks.addLast(new Task(work, unit.toNanos(delay)));
      return null;
    }

    private long fire() {
      Task task = tasks.removeFirst();
      now += task.delay;
      task.work.run();
      return task.delay;
    }

    private boolean fireIfAny() {
      @Nullable Task next = tasks.peekFirst();
      if (next != null) {
        fire();
      }
      return next != null;
    }
  }
}
