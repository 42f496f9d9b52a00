/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.batch;

import dev.braid.config.Section;
import java.time.Duration;

/**
 * Settings of the batch processor.
 *
 * @param sendBatchSize items after which a batch goes on at once; 0 means every batch
 * @param sendBatchMaxSize most items of a batch; 0 means no limit
 * @param timeout longest wait of an item; zero means none
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector/tree/main/processor/batchprocessor">
 *     the processor whose keys these are</a>
 */
public record BatchSettings(int sendBatchSize, int sendBatchMaxSize, Duration timeout) {
  private static final int DEFAULT_SEND_BATCH_SIZE = 8192;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(200);

  /** Reads the mapping under {@code processors.batch}. */
  public static BatchSettings read(Section section) {
    int size = section.integer("send_batch_size", DEFAULT_SEND_BATCH_SIZE, 0, Integer.MAX_VALUE);
    int max = section.integer("send_batch_max_size", 0, 0, Integer.MAX_VALUE);
    Duration timeout = section.duration("timeout", DEFAULT_TIMEOUT);
    if (max > 0 && max < size) {
      section.fault(
          "send_batch_max_size",
          "found " + max + ", allowed 0 or at least send_batch_size " + size);
    }
    return new BatchSettings(size, max, timeout);
  }
}
