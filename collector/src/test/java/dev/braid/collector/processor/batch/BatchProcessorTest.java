/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Extensions;
import dev.braid.collector.component.Place;
import dev.braid.collector.telemetry.Telemetry;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BatchProcessorTest {
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final List<Integer> out = new ArrayList<>();

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  @Test
  void fullBatch_goesOnAtOnceAndMerged() {
    BatchProcessor processor = processor(10, 0, Duration.ofHours(1));

    processor.accept(batch(6));
    processor.accept(batch(3));
    assertThat(out).isEmpty();
    processor.accept(batch(4));

    assertThat(out).containsExactly(13);
  }

  @Test
  void maxSize_cutsWhatIsTooLarge() {
    BatchProcessor processor = processor(4, 5, Duration.ofHours(1));

    processor.accept(spans(12));

    assertThat(out).containsExactly(5, 5);
    processor.flush();
    assertThat(out).containsExactly(5, 5, 2);
  }

  @Test
  void withoutMetadataKeys_noRequestsHeadersAreLeftOnTheMergedBatch() {
    List<Batch> whole = new ArrayList<>();
    BatchProcessor processor =
        new BatchProcessor(
            new BatchSettings(2, 0, Duration.ofHours(1), List.of(), 0), timer, whole::add);

    processor.accept(batch(1).withMetadata(Map.of("x-tenant", "a")));
    processor.accept(batch(1).withMetadata(Map.of("x-tenant", "b")));

    assertThat(whole).hasSize(1);
    assertThat(whole.get(0).metadata()).isEmpty();
  }

  @Test
  void metadataKeys_keepTenantsApart_andRefuseBeyondTheLimit() {
    List<Batch> whole = new ArrayList<>();
    Telemetry telemetry = new Telemetry();
    BatchSettings settings = new BatchSettings(2, 0, Duration.ofHours(1), List.of("x-tenant"), 2);
    BatchByMetadata processor =
        new BatchByMetadata(
            settings,
            new Place("batch", "traces", Signal.TRACES, whole::add),
            new Environment(telemetry, timer, Clock.systemUTC(), Extensions.NONE));

    for (String tenant : List.of("a", "b", "a", "c")) {
      processor.accept(batch(1).withMetadata(Map.of("x-tenant", tenant, "authorization", "s")));
    }
    processor.flush();

    assertThat(whole).extracting(Batch::itemCount).containsExactly(2, 1);
    assertThat(whole)
        .extracting(Batch::metadata)
        .containsExactly(Map.of("x-tenant", "a"), Map.of("x-tenant", "b"));
    assertThat(new String(telemetry.scrape(), StandardCharsets.UTF_8))
        .contains("processor_batch_metadata_refused");
  }

  @Test
  void timeoutZero_passesEveryBatchOn() {
    BatchProcessor processor = processor(100, 0, Duration.ZERO);

    processor.accept(batch(1));
    processor.accept(batch(2));

    assertThat(out).containsExactly(1, 2);
  }

  @Test
  void flush_handsOnWhatIsHeld() {
    BatchProcessor processor = processor(100, 0, Duration.ofHours(1));
    processor.accept(batch(1));

    processor.flush();
    processor.flush();

    assertThat(out).containsExactly(1);
  }

  @Test
  void timeout_handsOnALonelyBatch() throws InterruptedException {
    LinkedBlockingQueue<Integer> late = new LinkedBlockingQueue<>();
    BatchProcessor processor =
        new BatchProcessor(
            new BatchSettings(100, 0, Duration.ofMillis(5), List.of(), 0),
            timer,
            b -> late.add(b.itemCount()));

    processor.accept(batch(7));

    assertThat(late.poll(10, TimeUnit.SECONDS)).isEqualTo(7);
  }

  private BatchProcessor processor(int size, int max, Duration timeout) {
    return new BatchProcessor(
        new BatchSettings(size, max, timeout, List.of(), 0),
        timer,
        batch -> out.add(batch.itemCount()));
  }

  private static Batch batch(int items) {
    return Batch.counted(Signal.TRACES, new byte[] {10, 0}, items);
  }

  /** A request of empty spans: resource (1) of scope (2) of spans (2). */
  private static Batch spans(int items) {
    byte[] bytes = new byte[4 + 2 * items];
    bytes[0] = 10;
    bytes[1] = (byte) (2 + 2 * items);
    bytes[2] = 18;
    bytes[3] = (byte) (2 * items);
    for (int i = 4; i < bytes.length; i += 2) {
      bytes[i] = 18;
    }
    return Batch.of(Signal.TRACES, bytes);
  }
}
