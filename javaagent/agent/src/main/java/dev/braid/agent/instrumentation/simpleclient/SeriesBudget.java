/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.simpleclient;

import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import java.util.concurrent.atomic.AtomicBoolean;

/** How many more series one tick may write. Single-threaded. */
final class SeriesBudget {
  /** OpenTelemetry's cardinality limit of one metric; here of all metrics of an application. */
  static final int MAX_SERIES = 2_000;

  private static final AtomicBoolean hasSaid = new AtomicBoolean();

  private int remaining = MAX_SERIES;
  private long dropped;

  /** False if this series must be left out, which is counted. */
  boolean take() {
    if (remaining > 0) {
      remaining--;
      return true;
    }
    dropped++;
    return false;
  }

  /** Writes how many series this tick left out, if any, and returns how many metrics that is. */
  int writeDropped(ProtoWriter writer, long nowEpochNanos) {
    if (dropped == 0) {
      return 0;
    }
    say(
        (MAX_SERIES + dropped)
            + " series, the first "
            + MAX_SERIES
            + " are exported; use fewer label values, or set"
            + " otel.instrumentation.prometheus-simpleclient.enabled=false");
    int metric = writer.begin(Fields.Wrapper.ITEM, 2);
    writer.string(Fields.Metric.NAME, "braid.agent.simpleclient.dropped_series");
    writer.string(Fields.Metric.DESCRIPTION, "Series over the limit, left out of this export.");
    writer.string(Fields.Metric.UNIT, "{series}");
    int gauge = writer.begin(Fields.Metric.GAUGE, 2);
    int point = writer.begin(Fields.MetricData.DATA_POINTS);
    writer.fixed64(Fields.NumberPoint.TIME_UNIX_NANO, nowEpochNanos);
    writer.fixed64(Fields.NumberPoint.AS_INT, dropped);
    writer.end(point);
    writer.end(gauge);
    writer.end(metric);
    return 1;
  }

  /** Once for each application: the metric tells the rest. */
  @SuppressWarnings("SystemOut")
  static void say(String what) {
    if (hasSaid.compareAndSet(false, true)) {
      System.err.println("[braid] simpleclient: ".concat(what));
    }
  }
}
