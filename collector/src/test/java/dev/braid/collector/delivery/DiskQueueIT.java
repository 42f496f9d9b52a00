/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.collector.durable.CountedLosses;
import dev.braid.collector.log.Fsync;
import dev.braid.collector.log.LogSettings;
import dev.braid.collector.log.LogSettings.OnFull;
import dev.braid.collector.log.SegmentedLog;
import dev.braid.collector.telemetry.Telemetry;
import dev.braid.exporters.Exporter;
import dev.braid.exporters.Outcome;
import dev.braid.otlp.Acknowledgement;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskQueueIT {
  private static final int BATCH_BYTES = 20_000;

  @TempDir private Path folder;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<String> settled = new CopyOnWriteArrayList<>();
  private final SwitchedExporter exporter = new SwitchedExporter();
  private final List<Delivery> deliveries = new ArrayList<>();

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  @Test
  void batch_isAcknowledgedWhenItIsSafe_andDeliveredInOrderAfterARestart() throws IOException {
    DiskQueue queue = open(OnFull.REFUSE);
    for (int i = 0; i < 30; i++) {
      queue.accept(batch(i));
    }
    awaitTrue(() -> settled.size() == 30);
    queue.close();

    exporter.isUp = true;
    DiskQueue again = open(OnFull.REFUSE);
    awaitTrue(() -> again.length() == 0);
    again.close();

    assertThat(settled).containsOnly("ok");
    assertThat(exporter.taken).isSorted().hasSize(30);
  }

  @Test
  void fullQueueThatRefuses_keepsBatchesUnacknowledged_untilThereIsRoom() throws IOException {
    DiskQueue queue = open(OnFull.REFUSE);

    for (int i = 0; i < 100; i++) {
      queue.accept(batch(i));
    }
    awaitTrue(() -> settled.size() > 40);
    assertThat(settled).hasSizeLessThan(60).containsOnly("ok");
    exporter.isUp = true;

    awaitTrue(() -> settled.size() == 100 && queue.length() == 0);
    assertThat(Set.copyOf(exporter.taken)).hasSize(100);
    queue.close();
  }

  @Test
  void fullQueueThatDropsTheOldest_countsThem_andTheCountersAddUp() throws IOException {
    DiskQueue queue = open(OnFull.DROP_OLDEST);

    for (int i = 0; i < 100; i++) {
      queue.accept(batch(i));
    }
    awaitTrue(() -> settled.size() == 100);
    exporter.isUp = true;
    awaitTrue(() -> queue.length() == 0);
    queue.close();

    DeliveryCounts counts = deliveries.get(0).counts();
    assertThat(settled).containsOnly("ok");
    assertThat(counts.dropped()).isPositive();
    assertThat(counts.delivered() + counts.dropped()).isEqualTo(100);
    assertThat(counts.enqueued()).isEqualTo(100);
    assertThat(exporter.taken).contains(99);
  }

  private DiskQueue open(OnFull onFull) throws IOException {
    Telemetry telemetry = new Telemetry();
    DeliverySettings d = DeliverySettings.DEFAULT;
    DeliverySettings quick =
        new DeliverySettings(
            1,
            1,
            true,
            java.time.Duration.ofMillis(5),
            1,
            0,
            java.time.Duration.ofMillis(5),
            d.maxElapsed(),
            d.sizer());
    Delivery delivery =
        new Delivery(
            "test",
            exporter,
            quick.behindDisk(),
            1 << 20,
            new Delivery.Environment(timer, System::nanoTime, () -> 0.5),
            telemetry);
    deliveries.add(delivery);
    SegmentedLog log =
        SegmentedLog.open(
            folder,
            new LogSettings(1 << 20, Fsync.OFF, onFull),
            new CountedLosses("test", telemetry, dropped -> delivery.dropUnread(dropped.batch())));
    return new DiskQueue("test", log, delivery, new DiskQueue.Bounds(1, 1 << 20), timer);
  }

  private Batch batch(int number) {
    byte[] body = new byte[BATCH_BYTES];
    body[0] = (byte) number;
    return Batch.counted(Signal.TRACES, body, 1)
        .withAcknowledgement(
            Acknowledgement.root(
                failure -> settled.add(failure == null ? "ok" : failure.message())));
  }

  private static void awaitTrue(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(5_000_000);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  /** A back end that is down until it is switched on. */
  private static final class SwitchedExporter implements Exporter {
    private final List<Integer> taken = new CopyOnWriteArrayList<>();
    private volatile boolean isUp;

    @Override
    public Set<Signal> signals() {
      return EnumSet.allOf(Signal.class);
    }

    @Override
    public CompletionStage<Outcome> export(Batch batch) {
      if (!isUp) {
        return CompletableFuture.completedFuture(Outcome.retryable("down"));
      }
      taken.add((int) batch.sliceArray(0)[batch.sliceOffset(0)]);
      return CompletableFuture.completedFuture(Outcome.delivered());
    }

    @Override
    public void close() {}
  }
}
