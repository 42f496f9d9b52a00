/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.metrics;

import dev.braid.agent.trace.AttributeEncoder;
import dev.braid.agent.trace.Key;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;

/** Writes a series as a HistogramDataPoint. For the drain thread. */
final class HistogramPointEncoder {
  private static final double NANOS_PER_SECOND = 1e9;

  private HistogramPointEncoder() {}

  static void write(
      ProtoWriter writer,
      Series series,
      Key[] keys,
      DurationBounds bounds,
      int tick,
      long startEpochNanos,
      long nowEpochNanos) {
    int point = writer.begin(Fields.MetricData.DATA_POINTS, 2);
    for (int i = 0; i < keys.length; i++) {
      AttributeEncoder.write(writer, Fields.HistogramPoint.ATTRIBUTES, keys[i], series.values[i]);
    }
    writer.fixed64(Fields.HistogramPoint.START_TIME_UNIX_NANO, startEpochNanos);
    writer.fixed64(Fields.HistogramPoint.TIME_UNIX_NANO, nowEpochNanos);
    long total = 0;
    int counts = writer.begin(Fields.HistogramPoint.BUCKET_COUNTS);
    for (int i = 0; i < bounds.buckets(); i++) {
      long count = series.count(i);
      total += count;
      writer.writeFixed64(count);
    }
    writer.end(counts);
    writer.fixed64(Fields.HistogramPoint.COUNT, total);
    writer.doubleField(Fields.HistogramPoint.SUM, series.sumNanos() / NANOS_PER_SECOND);
    bounds.write(writer);
    writeExemplars(writer, series, bounds.buckets(), tick);
    writer.end(point);
  }

  private static void writeExemplars(ProtoWriter writer, Series series, int buckets, int tick) {
    long[] fields = new long[5];
    for (int i = 0; i < buckets; i++) {
      if (series.readExemplar(i, tick, fields)) {
        int exemplar = writer.begin(Fields.HistogramPoint.EXEMPLARS);
        writer.fixed64(Fields.Exemplar.TIME_UNIX_NANO, fields[3]);
        writer.doubleField(Fields.Exemplar.AS_DOUBLE, fields[4] / NANOS_PER_SECOND);
        writer.spanId(Fields.Exemplar.SPAN_ID, fields[2]);
        writer.traceId(Fields.Exemplar.TRACE_ID, fields[0], fields[1]);
        writer.end(exemplar);
      }
    }
  }
}
