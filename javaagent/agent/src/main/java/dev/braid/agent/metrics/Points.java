/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.metrics;

import dev.braid.agent.trace.AttributeEncoder;
import dev.braid.agent.trace.Key;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;

/** Takes the points of one observed metric. Valid during the call only. */
public final class Points {
  private final ProtoWriter writer;
  private final long startEpochNanos;
  private final long nowEpochNanos;
  private int count;

  Points(ProtoWriter writer, long startEpochNanos, long nowEpochNanos) {
    this.writer = writer;
    this.startEpochNanos = startEpochNanos;
    this.nowEpochNanos = nowEpochNanos;
  }

  /** An integer point; {@code keysAndValues} are a {@link Key} and a value in turn. */
  public void add(long value, Object... keysAndValues) {
    int point = begin(keysAndValues);
    writer.fixed64(Fields.NumberPoint.AS_INT, value);
    writer.end(point);
  }

  /** A floating point value. */
  public void add(double value, Object... keysAndValues) {
    int point = begin(keysAndValues);
    writer.doubleField(Fields.NumberPoint.AS_DOUBLE, value);
    writer.end(point);
  }

  private int begin(Object[] keysAndValues) {
    count++;
    int point = writer.begin(Fields.MetricData.DATA_POINTS);
    if (startEpochNanos != 0) {
      writer.fixed64(Fields.NumberPoint.START_TIME_UNIX_NANO, startEpochNanos);
    }
    writer.fixed64(Fields.NumberPoint.TIME_UNIX_NANO, nowEpochNanos);
    for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
      AttributeEncoder.write(
          writer, Fields.NumberPoint.ATTRIBUTES, (Key) keysAndValues[i], keysAndValues[i + 1]);
    }
    return point;
  }

  int count() {
    return count;
  }
}
