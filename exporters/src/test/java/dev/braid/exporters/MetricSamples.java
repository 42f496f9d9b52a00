/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters;

import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.util.List;

/** Metrics of each type. */
public final class MetricSamples {

  public static final AggregationTemporality CUMULATIVE =
      AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
  public static final AggregationTemporality DELTA =
      AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;

  private MetricSamples() {}

  public static Metric counter(
      String name, AggregationTemporality kind, long timeNanos, long value) {
    NumberDataPoint point =
        NumberDataPoint.newBuilder()
            .setTimeUnixNano(timeNanos)
            .setAsInt(value)
            .addAttributes(Samples.attribute("http.route", "/pay"))
            .addExemplars(exemplar(1))
            .build();
    return Metric.newBuilder()
        .setName(name)
        .setDescription("Requests \"seen\"")
        .setUnit("{request}")
        .setSum(
            Sum.newBuilder()
                .setIsMonotonic(true)
                .setAggregationTemporality(kind)
                .addDataPoints(point))
        .build();
  }

  public static Metric gauge(String name, String unit, double value) {
    return Metric.newBuilder()
        .setName(name)
        .setUnit(unit)
        .setGauge(
            Gauge.newBuilder()
                .addDataPoints(
                    NumberDataPoint.newBuilder()
                        .setTimeUnixNano(Samples.TIME_NANOS)
                        .setAsDouble(value)))
        .build();
  }

  /** The point by which {@code gauge} says that it ended: "no recorded value". */
  public static Metric ended(Metric gauge) {
    Metric.Builder ended = gauge.toBuilder();
    ended
        .getGaugeBuilder()
        .getDataPointsBuilder(0)
        .clearValue()
        .setFlags(DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE);
    return ended.build();
  }

  public static Metric histogram(String name) {
    HistogramDataPoint point =
        HistogramDataPoint.newBuilder()
            .setTimeUnixNano(Samples.TIME_NANOS)
            .setCount(6)
            .setSum(4.5)
            .addAllExplicitBounds(List.of(0.1, 1.0))
            .addAllBucketCounts(List.of(1L, 2L, 3L))
            .addExemplars(exemplar(0.5))
            .build();
    return Metric.newBuilder()
        .setName(name)
        .setUnit("s")
        .setHistogram(
            Histogram.newBuilder().setAggregationTemporality(CUMULATIVE).addDataPoints(point))
        .build();
  }

  public static Metric exponential(String name, AggregationTemporality kind, long timeNanos) {
    ExponentialHistogramDataPoint point =
        ExponentialHistogramDataPoint.newBuilder()
            .setTimeUnixNano(timeNanos)
            .setCount(10)
            .setSum(20)
            .setScale(0)
            .setZeroCount(1)
            .setPositive(
                ExponentialHistogramDataPoint.Buckets.newBuilder()
                    .setOffset(-1)
                    .addAllBucketCounts(List.of(2L, 0L, 7L)))
            .addExemplars(exemplar(3))
            .build();
    return Metric.newBuilder()
        .setName(name)
        .setUnit("s")
        .setExponentialHistogram(
            ExponentialHistogram.newBuilder().setAggregationTemporality(kind).addDataPoints(point))
        .build();
  }

  private static Exemplar exemplar(double value) {
    return Exemplar.newBuilder()
        .setTimeUnixNano(Samples.TIME_NANOS)
        .setAsDouble(value)
        .setTraceId(Samples.TRACE_ID)
        .setSpanId(Samples.SPAN_ID)
        .build();
  }
}
