/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.collector.component.Admission;
import dev.braid.collector.telemetry.Telemetry;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RefusingRingTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final MemoryBudget budget = new MemoryBudget(100);
  private final CounterDataPoint bugs = new Telemetry().counter("bugs");

  @Test
  void failingStage_isCountedAndTheRingGoesOn() throws InterruptedException {
    LinkedBlockingQueue<Batch> seen = new LinkedBlockingQueue<>();
    RefusingRing ring =
        new RefusingRing(
            "t",
            4,
            budget,
            bugs,
            batch -> {
              seen.add(batch);
              if (batch.itemCount() == 1) {
                throw new IllegalStateException("a bug");
              }
              batch.acknowledgement().succeed();
            });

    ring.offer(batch(1, 10));
    ring.offer(batch(2, 10));
    ring.drain(SOON);

    assertThat(seen).hasSize(2);
    assertThat(bugs.get()).isEqualTo(1);
    assertThat(budget.retainedBytes()).isZero();
  }

  @Test
  void errorInAStage_doesNotStallTheRing() throws InterruptedException {
    LinkedBlockingQueue<Batch> seen = new LinkedBlockingQueue<>();
    RefusingRing ring =
        new RefusingRing(
            "t",
            4,
            budget,
            bugs,
            batch -> {
              seen.add(batch);
              if (batch.itemCount() == 1) {
                throw new AssertionError("an error, not an exception");
              }
            });

    ring.offer(batch(1, 10));
    assertThat(seen.poll(10, TimeUnit.SECONDS)).isNotNull();
    ring.offer(batch(2, 10));

    assertThat(seen.poll(10, TimeUnit.SECONDS)).isNotNull();
    ring.drain(SOON);
    assertThat(bugs.get()).isEqualTo(1);
  }

  @Test
  void fullRing_refusesAndGivesTheRoomBack() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    RefusingRing ring =
        new RefusingRing(
            "t",
            2,
            budget,
            bugs,
            batch -> {
              started.countDown();
              await(released);
              batch.acknowledgement().succeed();
            });
    ring.offer(batch(1, 1));
    await(started);
    boolean second = ring.offer(batch(1, 1)) == Admission.ADMITTED;

    boolean third = ring.offer(batch(1, 1)) == Admission.ADMITTED;

    assertThat(second).isTrue();
    assertThat(third).isFalse();
    assertThat(budget.retainedBytes()).isEqualTo(2);
    released.countDown();
    ring.drain(SOON);
    assertThat(budget.retainedBytes()).isZero();
  }

  @Test
  void bytesBeyondTheBudget_areRefusedUntilTheFirstAreSettled() {
    LinkedBlockingQueue<Batch> held = new LinkedBlockingQueue<>();
    RefusingRing ring = new RefusingRing("t", 8, budget, bugs, held::add);

    boolean fits = ring.offer(batch(1, 100)) == Admission.ADMITTED;
    boolean isOver = ring.offer(batch(1, 1)) == Admission.ADMITTED;
    ring.drain(SOON);
    held.forEach(batch -> batch.acknowledgement().succeed());

    assertThat(fits).isTrue();
    assertThat(isOver).isFalse();
    assertThat(budget.retainedBytes()).isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Batch batch(int items, int bytes) {
    return Batch.counted(Signal.TRACES, new byte[bytes], items);
  }
}
