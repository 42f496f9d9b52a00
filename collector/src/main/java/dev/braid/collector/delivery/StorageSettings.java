/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.delivery;

import dev.braid.collector.log.LogSettings.OnFull;
import dev.braid.collector.processor.batch.BatchSettings;
import dev.braid.config.Section;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where batches wait for a back end.
 *
 * @param isQueued whether they may wait before the exporter at all, beyond those on their way
 * @param batching how requests are merged before they wait; empty for not at all
 * @param extension the {@code file_storage} that keeps the queue; null where it is not asked for
 */
public record StorageSettings(
    boolean isQueued, @Nullable String extension, OnFull onFull, Optional<BatchSettings> batching) {
  private static final String REFUSE = "refuse";
  private static final int DEFAULT_MIN_SIZE = 8192;
  private static final Duration DEFAULT_FLUSH_TIMEOUT = Duration.ofMillis(200);

  /** Reads {@code sending_queue.storage} and {@code on_full} of an exporter's mapping. */
  public static StorageSettings read(Section exporter) {
    Section queue = exporter.section("sending_queue");
    if (queue.has("storage")) {
      queue.ignored("queue_size", "a queue on disk is bounded by its storage's max_size");
    }
    String onFull = queue.choice("on_full", REFUSE, List.of(REFUSE, "drop_oldest"));
    return new StorageSettings(
        queue.bool("enabled", true),
        queue.optionalString("storage"),
        onFull.equals(REFUSE) ? OnFull.REFUSE : OnFull.DROP_OLDEST,
        queue.has("batch") ? Optional.of(readBatching(queue.section("batch"))) : Optional.empty());
  }

  private static BatchSettings readBatching(Section batch) {
    batch.choice("sizer", "items", List.of("items"));
    batch.ignored("partition", "requests of one exporter are merged whatever their metadata");
    int min = batch.integer("min_size", DEFAULT_MIN_SIZE, 0, Integer.MAX_VALUE);
    int max = batch.integer("max_size", 0, 0, Integer.MAX_VALUE);
    if (max > 0 && max < min) {
      batch.fault("max_size", "found " + max + ", allowed 0 or at least min_size " + min);
    }
    return new BatchSettings(
        min, max, batch.duration("flush_timeout", DEFAULT_FLUSH_TIMEOUT), List.of(), 0);
  }
}
