/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.batch;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Place;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Failure;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * One {@link BatchProcessor} for each combination of the values of {@code metadata_keys}. Beyond
 * {@code metadata_cardinality_limit} combinations, batches with a new one fail and are counted.
 * Thread-safe.
 */
final class BatchByMetadata implements BatchConsumer {
  private final BatchSettings settings;
  private final BatchConsumer next;
  private final ScheduledExecutorService timer;
  private final CounterDataPoint refused;

  /** Guarded by itself. */
  private final Map<Map<String, String>, BatchProcessor> processors = new LinkedHashMap<>();

  BatchByMetadata(BatchSettings settings, Place place, Environment environment) {
    this.settings = settings;
    this.next = place.next();
    this.timer = environment.timer();
    this.refused =
        environment
            .telemetry()
            .items(
                "processor_batch_metadata_refused", place.signal(), "processor", place.component());
  }

  @Override
  public void accept(Batch batch) {
    BatchProcessor processor = find(chosen(batch));
    if (processor == null) {
      refused.inc(batch.itemCount());
      batch
          .acknowledgement()
          .fail(
              Failure.permanent(
                  "batch: too many combinations of metadata_keys,"
                      + " raise metadata_cardinality_limit"));
    } else {
      processor.accept(batch);
    }
  }

  @Override
  public void flush() {
    Map<Map<String, String>, BatchProcessor> all;
    synchronized (processors) {
      all = new LinkedHashMap<>(processors);
    }
    all.values().forEach(BatchProcessor::flush);
  }

  private Map<String, String> chosen(Batch batch) {
    Map<String, String> chosen = new LinkedHashMap<>();
    for (String key : settings.metadataKeys()) {
      String value = batch.metadata().get(key);
      if (value != null) {
        chosen.put(key, value);
      }
    }
    return Map.copyOf(chosen);
  }

  private @Nullable BatchProcessor find(Map<String, String> chosen) {
    synchronized (processors) {
      BatchProcessor known = processors.get(chosen);
      int limit = settings.metadataCardinalityLimit();
      if (known != null || (limit > 0 && processors.size() >= limit)) {
        return known;
      }
      BatchProcessor created = new BatchProcessor(settings, timer, next, chosen);
      processors.put(chosen, created);
      return created;
    }
  }
}
