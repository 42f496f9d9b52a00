/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.batch;

import dev.braid.config.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Settings of the batch processor.
 *
 * @param sendBatchSize items after which a batch goes on at once; 0 means every batch
 * @param sendBatchMaxSize most items of a batch; 0 means no limit
 * @param timeout longest wait of an item; zero means none
 * @param metadataKeys headers, in lower case, whose values are never mixed in one batch
 * @param metadataCardinalityLimit most combinations of their values; 0 means no limit
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector/tree/main/processor/batchprocessor">
 *     the processor whose keys these are</a>
 */
public record BatchSettings(
    int sendBatchSize,
    int sendBatchMaxSize,
    Duration timeout,
    List<String> metadataKeys,
    int metadataCardinalityLimit) {
  private static final int DEFAULT_SEND_BATCH_SIZE = 8192;
  private static final int DEFAULT_CARDINALITY_LIMIT = 1000;
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
    List<String> keys = new ArrayList<>();
    for (String key : section.strings("metadata_keys")) {
      String lower = key.toLowerCase(Locale.ROOT);
      if (keys.contains(lower)) {
        section.fault("metadata_keys", "found '" + key + "' twice, case does not count");
      }
      keys.add(lower);
    }
    int limit =
        section.integer(
            "metadata_cardinality_limit", DEFAULT_CARDINALITY_LIMIT, 0, Integer.MAX_VALUE);
    return new BatchSettings(size, max, timeout, List.copyOf(keys), limit);
  }
}
