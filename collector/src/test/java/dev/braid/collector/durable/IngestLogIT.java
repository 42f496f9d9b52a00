/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.durable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.collector.component.Admission;
import dev.braid.collector.component.Intake;
import dev.braid.collector.log.Fsync;
import dev.braid.collector.pipeline.MemoryBudget;
import dev.braid.collector.pipeline.RefusingRing;
import dev.braid.collector.telemetry.Telemetry;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Failure;
import dev.braid.otlp.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IngestLogIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir private Path folder;
  private final Telemetry telemetry = new Telemetry();
  private final MemoryBudget budget = new MemoryBudget(1000);
  private final BlockingQueue<Batch> arrived = new LinkedBlockingQueue<>();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  @Test
  void settledBatch_isReleased_andAFailedOneOnlyIfTryingAgainIsNoUse() throws Exception {
    IngestLog log = open();
    Intake intake = intake(log, "otlp");
    log.replay(SOON);

    for (int i = 0; i < 3; i++) {
      assertThat(intake.offer(batch(i)).join()).isInstanceOf(Admission.Admitted.class);
    }
    take().acknowledgement().succeed();
    take().acknowledgement().fail(Failure.permanent("400"));
    take().acknowledgement().fail(Failure.retryable("shutdown", 0));

    assertThat(log.heldRecords()).isEqualTo(1);
    assertThat(budget.retainedBytes()).isZero();
  }

  @Test
  void restarted_handsOnWhatWasNotSettled_toThePipelineOfItsReceiver() throws Exception {
    IngestLog log = open();
    Intake intake = intake(log, "otlp");
    log.replay(SOON);
    intake.offer(batch(1).withMetadata(Map.of("tenant", "a"))).join();
    intake.offer(batch(2)).join();
    Batch first = take();
    take().acknowledgement().succeed();
    log.close();

    IngestLog again = open();
    intake(again, "otlp");
    again.replay(SOON);

    Batch replayed = take();
    assertThat(replayed.toByteArray()).isEqualTo(first.toByteArray());
    assertThat(replayed.metadata()).containsEntry("tenant", "a");
    assertThat(replayed.receivedEpochNanos()).isEqualTo(first.receivedEpochNanos());
    replayed.acknowledgement().succeed();
    assertThat(again.heldRecords()).isZero();
    assertThat(arrived).isEmpty();
  }

  @Test
  void recordsOfAReceiverThatIsGone_areKept() throws Exception {
    IngestLog log = open();
    Intake intake = intake(log, "otlp/old");
    log.replay(SOON);
    intake.offer(batch(1)).join();
    log.close();

    IngestLog again = open();
    intake(again, "otlp/new");
    again.replay(SOON);

    assertThat(again.heldRecords()).isEqualTo(1);
  }

  @Test
  void resentBatch_countsOnce_alsoAfterARestart() throws Exception {
    IngestLog log = open();
    Intake intake = intake(log, "otlp");
    log.replay(SOON);
    Batch numbered = batch(1).withMetadata(Map.of("braid-instance", "a", "braid-batch", "5"));

    intake.offer(numbered).join();
    assertThat(intake.offer(numbered).join()).isInstanceOf(Admission.Admitted.class);
    take().acknowledgement().succeed();
    log.close();
    IngestLog again = open();
    Intake after = intake(again, "otlp");
    again.replay(SOON);

    assertThat(after.offer(numbered).join()).isInstanceOf(Admission.Admitted.class);
    assertThat(again.heldRecords()).isZero();
    assertThat(arrived).isEmpty();
  }

  @Test
  void fullPipeline_refusesBeforeAnythingIsWritten() throws Exception {
    IngestLog log = open();
    Intake intake = intake(log, "otlp");
    log.replay(SOON);

    Batch large = Batch.counted(Signal.TRACES, new byte[1001], 1);

    assertThat(intake.offer(large).join()).isInstanceOf(Admission.Refused.class);
    assertThat(log.heldRecords()).isZero();
  }

  @Test
  void directoryOfAnotherCollector_isRefused() throws IOException {
    open();

    org.assertj.core.api.Assertions.assertThatThrownBy(this::open)
        .hasMessageContaining("is used by another collector");
  }

  private IngestLog open() throws IOException {
    IngestLog log = IngestLog.open(new DurableSettings(folder, Fsync.GROUP, 1 << 20, 0), telemetry);
    opened.add(0, log);
    return log;
  }

  private Intake intake(IngestLog log, String receiver) {
    RefusingRing ring = new RefusingRing("t", 16, budget, telemetry.counter("bugs"), arrived::add);
    opened.add(ring);
    return log.before(receiver, Signal.TRACES, ring);
  }

  private Batch take() throws InterruptedException {
    Batch batch = arrived.poll(SOON.toSeconds(), TimeUnit.SECONDS);
    assertThat(batch).as("within " + SOON).isNotNull();
    return java.util.Objects.requireNonNull(batch);
  }

  private static Batch batch(int number) {
    return Batch.counted(Signal.TRACES, new byte[] {10, 1, (byte) number}, 1)
        .withReceived(1_700_000_000_000_000_000L + number);
  }
}
