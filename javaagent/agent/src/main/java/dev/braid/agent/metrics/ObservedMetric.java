/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.metrics;

import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;

/**
 * A metric whose value is asked for at each tick, on the drain thread: a gauge, a sum that may fall
 * or a counter.
 */
public abstract class ObservedMetric extends Metric {
  /** What the numbers mean. */
  public enum Kind {
    GAUGE,
    /** A sum that may fall: OpenTelemetry's UpDownCounter. */
    SUM,
    COUNTER
  }

  private final Kind kind;

  protected ObservedMetric(
      InstrumentationScope scope, Kind kind, String name, String unit, String description) {
    super(scope, name, unit, description);
    this.kind = kind;
  }

  /** Tells the current values. */
  protected abstract void observe(Points points);

  @Override
  final int writePoints(ProtoWriter writer, long startEpochNanos, long nowEpochNanos) {
    boolean isGauge = kind == Kind.GAUGE;
    int data = writer.begin(isGauge ? Fields.Metric.GAUGE : Fields.Metric.SUM, 2);
    Points points = new Points(writer, isGauge ? 0 : startEpochNanos, nowEpochNanos);
    observe(points);
    if (!isGauge) {
      writer.varint(Fields.MetricData.AGGREGATION_TEMPORALITY, CUMULATIVE);
      writer.bool(Fields.MetricData.IS_MONOTONIC, kind == Kind.COUNTER);
    }
    writer.end(data);
    return points.count();
  }
}
