/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.durable;

import dev.braid.collector.log.LogLosses;
import dev.braid.collector.log.StoredEntry;
import dev.braid.collector.telemetry.Telemetry;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what a log has lost, in {@code otelcol_log_damaged_records_total}, and says where. */
public final class CountedLosses implements LogLosses {
  private static final Logger LOG = LoggerFactory.getLogger(CountedLosses.class);

  private final String name;
  private final CounterDataPoint damaged;
  private final Consumer<BatchRecord> onDrop;

  /** Of the log {@code name}, whose dropped batches go to {@code onDrop}. */
  public CountedLosses(String name, Telemetry telemetry, Consumer<BatchRecord> onDrop) {
    this.name = name;
    this.damaged = telemetry.counter("log_damaged_records", "log", name);
    this.onDrop = onDrop;
  }

  @Override
  public void damaged(long records, String where) {
    damaged.inc(records);
    LOG.error("log {}: {} records are damaged or missing: {}", name, records, where);
  }

  @Override
  public void dropped(StoredEntry entry) {
    onDrop.accept(BatchRecord.of(entry));
  }
}
