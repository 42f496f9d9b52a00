/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.metrics;

import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;

/** A named metric that can write its current state as OTLP. */
public abstract class Metric {
  static final int CUMULATIVE = 2;

  private final InstrumentationScope scope;
  private final String name;
  private final String unit;
  private final String description;

  Metric(InstrumentationScope scope, String name, String unit, String description) {
    this.scope = scope;
    this.name = name;
    this.unit = unit;
    this.description = description;
  }

  public final InstrumentationScope scope() {
    return scope;
  }

  public final String name() {
    return name;
  }

  /** Writes a Metric, or nothing when it has no point; returns how many were written. */
  final int write(ProtoWriter writer, long startEpochNanos, long nowEpochNanos) {
    int before = writer.size();
    int metric = writer.begin(Fields.Wrapper.ITEM, 2);
    writer.string(Fields.Metric.NAME, name);
    writer.string(Fields.Metric.DESCRIPTION, description);
    writer.string(Fields.Metric.UNIT, unit);
    int points = writePoints(writer, startEpochNanos, nowEpochNanos);
    if (points == 0) {
      writer.truncate(before);
      return 0;
    }
    writer.end(metric);
    return 1;
  }

  /** Writes the data field of the Metric and returns how many points it has. */
  abstract int writePoints(ProtoWriter writer, long startEpochNanos, long nowEpochNanos);
}
