/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.connector.count;

import dev.braid.otlp.AnyValueView;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import dev.braid.otlp.edit.AnyValue;
import dev.braid.otlp.edit.EditableAttributes;
import dev.braid.otlp.edit.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts of one resource, by metric and values of its dimensions. One thread, one batch. */
final class Counter {
  private static final int DELTA = 1;

  /** The values of a point's dimensions, as encoded attributes. */
  private record Values(byte[] encoded) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Values values && Arrays.equals(encoded, values.encoded);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(encoded);
    }
  }

  private final Map<CountedMetric, Map<Values, Long>> counts = new LinkedHashMap<>();
  private final List<CountedMetric> metrics;
  private long firstNanos;
  private long lastNanos;

  Counter(List<CountedMetric> metrics) {
    this.metrics = metrics;
  }

  /** Widens the time of the counts; 0 says nothing. */
  void seenAt(long nanos) {
    if (nanos != 0) {
      firstNanos =
          firstNanos == 0 || Long.compareUnsigned(nanos, firstNanos) < 0 ? nanos : firstNanos;
      lastNanos = Long.compareUnsigned(nanos, lastNanos) > 0 ? nanos : lastNanos;
    }
  }

  /** Counts one item; {@code attributes} from the innermost outwards. */
  void count(List<Supplier<EditableAttributes>> attributes) {
    for (CountedMetric metric : metrics) {
      Values values = values(metric, attributes);
      if (values != null) {
        counts.computeIfAbsent(metric, key -> new LinkedHashMap<>()).merge(values, 1L, Long::sum);
      }
    }
  }

  private static @Nullable Values values(
      CountedMetric metric, List<Supplier<EditableAttributes>> attributes) {
    ProtoWriter target = new ProtoWriter(64, ProtoWriter.MAX_BYTES);
    for (CountedMetric.Dimension dimension : metric.dimensions()) {
      AnyValue value = value(dimension, attributes);
      if (value == null) {
        return null;
      }
      int pair = target.begin(Fields.NumberPoint.ATTRIBUTES);
      target.string(Fields.KeyValue.KEY, dimension.key().toString());
      value.writeTo(target, Fields.KeyValue.VALUE);
      target.end(pair);
    }
    return new Values(target.toByteArray());
  }

  private static @Nullable AnyValue value(
      CountedMetric.Dimension dimension, List<Supplier<EditableAttributes>> attributes) {
    Key key = dimension.key();
    for (Supplier<EditableAttributes> level : attributes) {
      AnyValueView found = level.get().get(key);
      if (found != null) {
        return AnyValue.copyOf(found);
      }
    }
    return dimension.fallback();
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** Appends the metrics to a ScopeMetrics. Returns the number of points. */
  int appendTo(ProtoWriter scope, long nowNanos) {
    List<Integer> points = new ArrayList<>();
    counts.forEach(
        (metric, values) -> {
          int mark = scope.begin(Fields.Wrapper.ITEM);
          scope.string(Fields.Metric.NAME, metric.name());
          if (!metric.description().isEmpty()) {
            scope.string(Fields.Metric.DESCRIPTION, metric.description());
          }
          int sum = scope.begin(Fields.Metric.SUM);
          values.forEach((key, count) -> point(scope, key, count, nowNanos));
          scope.varint(Fields.MetricData.AGGREGATION_TEMPORALITY, DELTA);
          scope.bool(Fields.MetricData.IS_MONOTONIC, true);
          scope.end(sum);
          scope.end(mark);
          points.add(values.size());
        });
    return points.stream().mapToInt(Integer::intValue).sum();
  }

  private void point(ProtoWriter scope, Values values, long count, long nowNanos) {
    int mark = scope.begin(Fields.MetricData.DATA_POINTS);
    scope.fixed64(Fields.NumberPoint.START_TIME_UNIX_NANO, firstNanos == 0 ? nowNanos : firstNanos);
    scope.fixed64(Fields.NumberPoint.TIME_UNIX_NANO, firstNanos == 0 ? nowNanos : lastNanos);
    scope.fixed64(Fields.NumberPoint.AS_INT, count);
    scope.writeRaw(values.encoded(), 0, values.encoded().length);
    scope.end(mark);
  }
}
