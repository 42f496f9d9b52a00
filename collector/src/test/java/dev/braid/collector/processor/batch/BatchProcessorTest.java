/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    assertThat(out).containsExactly(5, 5, 2);
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
            new BatchSettings(100, 0, Duration.ofMillis(5)), timer, b -> late.add(b.itemCount()));

    processor.accept(batch(7));

    assertThat(late.poll(10, TimeUnit.SECONDS)).isEqualTo(7);
  }

  private BatchProcessor processor(int size, int max, Duration timeout) {
    return new BatchProcessor(
        new BatchSettings(size, max, timeout), timer, batch -> out.add(batch.itemCount()));
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
