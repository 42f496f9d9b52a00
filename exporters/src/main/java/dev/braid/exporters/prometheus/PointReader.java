/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import dev.braid.otlp.ExemplarView;
import dev.braid.otlp.ExponentialBucketsView;
import dev.braid.otlp.ExponentialHistogramPointView;
import dev.braid.otlp.HistogramPointView;
import dev.braid.otlp.NumberKind;
import dev.braid.otlp.NumberPointView;
import dev.braid.otlp.SummaryPointView;
import java.util.Arrays;
import java.util.List;

/** Copies data points out of their views. */
final class PointReader {

  /** OpenMetrics bounds an exemplar's label names and values together. */
  private static final int MAX_EXEMPLAR_CHARACTERS = 128;

  private PointReader() {}

  static Point number(NumberPointView point) {
    return new Point.Value(
        point.numberKind() == NumberKind.INT ? point.longValue() : point.doubleValue());
  }

  static Point histogram(HistogramPointView point) {
    double[] bounds = new double[point.boundCount()];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = point.boundAt(i);
    }
    long[] counts = new long[bounds.length + 1];
    for (int i = 0; i < Math.min(counts.length, point.bucketCount()); i++) {
      counts[i] = point.bucketCountAt(i);
    }
    if (point.bucketCount() == 0) {
      counts[bounds.length] = point.count();
    }
    double sum = point.hasSum() ? point.sum() : Double.NaN;
    return new Point.Explicit(point.count(), sum, bounds, counts);
  }

  static Point exponential(ExponentialHistogramPointView point) {
    return new Point.Exponential(
        point.count(),
        point.hasSum() ? point.sum() : Double.NaN,
        point.scale(),
        point.zeroThreshold(),
        point.zeroCount(),
        buckets(point.positive()),
        buckets(point.negative()));
  }

  private static Buckets buckets(ExponentialBucketsView view) {
    long[] counts = new long[view.bucketCount()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = view.bucketCountAt(i);
    }
    return counts.length == 0 ? Buckets.EMPTY : new Buckets(view.bucketOffset(), counts);
  }

  static Point summary(SummaryPointView point) {
    double[] quantiles = new double[16];
    double[] values = new double[16];
    int size = 0;
    point.rewindQuantiles();
    while (point.nextQuantile()) {
      if (size == quantiles.length) {
        quantiles = Arrays.copyOf(quantiles, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      quantiles[size] = point.quantile().quantile();
      values[size++] = point.quantile().value();
    }
    return new Point.Quantiles(
        point.count(), point.sum(), Arrays.copyOf(quantiles, size), Arrays.copyOf(values, size));
  }

  static void exemplar(ExemplarView view, List<Exemplar> target) {
    LabelsBuilder ids = new LabelsBuilder();
    if (!view.traceId().isEmpty()) {
      ids.put("trace_id", view.traceId().hex());
    }
    if (!view.spanId().isEmpty()) {
      ids.put("span_id", view.spanId().hex());
    }
    Labels own = ids.build();
    Labels all = new LabelsBuilder(ids).addAll(view.attributes(), "").build();
    double value = view.numberKind() == NumberKind.INT ? view.longValue() : view.doubleValue();
    Labels kept = characters(all) <= MAX_EXEMPLAR_CHARACTERS ? all : own;
    target.add(new Exemplar(kept, value, view.timeUnixNano() / 1_000_000));
  }

  private static int characters(Labels labels) {
    int[] sum = {0};
    labels.forEach(
        (name, value) ->
            sum[0] +=
                name.codePointCount(0, name.length()) + value.codePointCount(0, value.length()));
    return sum[0];
  }
}
