/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.series;

import static dev.braid.collector.processor.Processing.attribute;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.List;

/** Requests with one metric, and the points in such. */
public final class Metrics {
  public static final AggregationTemporality DELTA =
      AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
  public static final AggregationTemporality CUMULATIVE =
      AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;

  private Metrics() {}

  public static ExportMetricsServiceRequest of(Metric.Builder metric) {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    var resource = request.addResourceMetricsBuilder();
    resource.getResourceBuilder().addAttributes(attribute("service.name", "shop"));
    resource.addScopeMetricsBuilder().addMetrics(metric);
    return request.build();
  }

  public static ExportMetricsServiceRequest sum(
      AggregationTemporality temporality, NumberDataPoint.Builder... points) {
    Metric.Builder metric = Metric.newBuilder().setName("m");
    metric.getSumBuilder().setAggregationTemporality(temporality).setIsMonotonic(true);
    for (NumberDataPoint.Builder point : points) {
      metric.getSumBuilder().addDataPoints(point);
    }
    return of(metric);
  }

  public static ExportMetricsServiceRequest histogram(
      AggregationTemporality temporality, HistogramDataPoint.Builder point) {
    Metric.Builder metric = Metric.newBuilder().setName("m");
    metric.getHistogramBuilder().setAggregationTemporality(temporality).addDataPoints(point);
    return of(metric);
  }

  public static ExportMetricsServiceRequest exponential(
      AggregationTemporality temporality, ExponentialHistogramDataPoint.Builder point) {
    Metric.Builder metric = Metric.newBuilder().setName("m");
    metric
        .getExponentialHistogramBuilder()
        .setAggregationTemporality(temporality)
        .addDataPoints(point);
    return of(metric);
  }

  public static NumberDataPoint.Builder point(long start, long time, long value) {
    return NumberDataPoint.newBuilder()
        .setStartTimeUnixNano(start)
        .setTimeUnixNano(time)
        .setAsInt(value);
  }

  public static HistogramDataPoint.Builder histogramPoint(
      long start, long time, double sum, List<Long> counts) {
    return HistogramDataPoint.newBuilder()
        .setStartTimeUnixNano(start)
        .setTimeUnixNano(time)
        .setCount(counts.stream().mapToLong(Long::longValue).sum())
        .setSum(sum)
        .addAllBucketCounts(counts)
        .addAllExplicitBounds(List.of(1.0, 10.0));
  }

  /** The only metric in {@code request}. */
  public static Metric only(ExportMetricsServiceRequest request) {
    return request.getResourceMetrics(0).getScopeMetrics(0).getMetrics(0);
  }
}
