/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.deltatocumulative;

import static dev.braid.collector.processor.Processing.attribute;
import static dev.braid.collector.processor.series.Metrics.CUMULATIVE;
import static dev.braid.collector.processor.series.Metrics.DELTA;
import static dev.braid.collector.processor.series.Metrics.exponential;
import static dev.braid.collector.processor.series.Metrics.histogram;
import static dev.braid.collector.processor.series.Metrics.histogramPoint;
import static dev.braid.collector.processor.series.Metrics.point;
import static dev.braid.collector.processor.series.Metrics.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.collector.processor.Processing;
import dev.braid.collector.processor.series.Metrics;
import dev.braid.otlp.Signal;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DeltaToCumulativeTest {
  private static final DeltaToCumulativeFactory FACTORY = new DeltaToCumulativeFactory();
  private static final ExportMetricsServiceRequest NOTHING =
      ExportMetricsServiceRequest.getDefaultInstance();

  private final Processing processing = Processing.of(FACTORY, Signal.METRICS, "{max_streams: 3}");

  @AfterEach
  void close() {
    processing.close();
  }

  @Test
  void deltas_addUpFromTheFirstStart() throws Exception {
    assertThat(processing.apply(sum(DELTA, point(10, 20, 5))))
        .isEqualTo(sum(CUMULATIVE, point(10, 20, 5)));
    assertThat(processing.apply(sum(DELTA, point(20, 30, 7))))
        .isEqualTo(sum(CUMULATIVE, point(10, 30, 12)));
  }

  @Test
  void cumulativeSumsAndGauges_passUntouched() throws Exception {
    ExportMetricsServiceRequest request = sum(CUMULATIVE, point(10, 20, 5));

    assertThat(processing.apply(request)).isEqualTo(request);
  }

  @Test
  void oldAndOverlappingPoints_areDroppedAndCounted() throws Exception {
    processing.apply(sum(DELTA, point(10, 20, 5)));

    assertThat(processing.apply(sum(DELTA, point(20, 20, 5)))).isEqualTo(NOTHING);
    assertThat(processing.apply(sum(DELTA, point(9, 30, 5)))).isEqualTo(NOTHING);
    assertThat(processing.metrics())
        .contains("otelcol_deltatocumulative_datapoints_total{error=\"delta.ErrOutOfOrder\"} 1.0")
        .contains("otelcol_deltatocumulative_datapoints_total{error=\"delta.ErrOlderStart\"} 1.0");
  }

  @Test
  void seriesOverTheLimit_areDroppedAndCounted() throws Exception {
    NumberDataPoint.Builder[] points = new NumberDataPoint.Builder[4];
    for (int i = 0; i < 4; i++) {
      points[i] = point(1, 2, 1).addAttributes(attribute("i", i));
    }

    ExportMetricsServiceRequest result = processing.apply(sum(DELTA, points));

    assertThat(result).isEqualTo(sum(CUMULATIVE, points[0], points[1], points[2]));
    assertThat(processing.metrics()).contains("datapoints_total{error=\"limit\"} 1.0");
  }

  @Test
  void histograms_addUp_andBeginAnewWithOtherBounds() throws Exception {
    processing.apply(histogram(DELTA, histogramPoint(0, 10, 4, List.of(1L, 2L, 3L))));

    assertThat(
            processing.apply(
                histogram(DELTA, histogramPoint(10, 20, 6, List.of(10L, 0L, 1L)).setMin(1))))
        .isEqualTo(histogram(CUMULATIVE, histogramPoint(0, 20, 10, List.of(11L, 2L, 4L))));
    var other =
        histogramPoint(20, 30, 1, List.of(1L, 0L, 0L)).clearExplicitBounds().addExplicitBounds(9);
    assertThat(processing.apply(histogram(DELTA, other))).isEqualTo(histogram(CUMULATIVE, other));
  }

  @Test
  void exponentialHistograms_meetAtTheLowerScaleAndTheWiderZero() throws Exception {
    ExponentialHistogramDataPoint.Builder first =
        ExponentialHistogramDataPoint.newBuilder()
            .setTimeUnixNano(10)
            .setCount(6)
            .setSum(3)
            .setScale(1)
            .setZeroCount(1);
    first.getPositiveBuilder().setOffset(-2).addAllBucketCounts(List.of(1L, 1L, 1L, 2L));
    ExponentialHistogramDataPoint.Builder second =
        ExponentialHistogramDataPoint.newBuilder()
            .setTimeUnixNano(20)
            .setCount(3)
            .setSum(2)
            .setScale(0)
            .setZeroThreshold(1);
    second.getPositiveBuilder().setOffset(2).addAllBucketCounts(List.of(3L));
    processing.apply(exponential(DELTA, first));

    ExportMetricsServiceRequest result = processing.apply(exponential(DELTA, second));

    ExponentialHistogramDataPoint.Builder sum =
        ExponentialHistogramDataPoint.newBuilder()
            .setTimeUnixNano(20)
            .setCount(9)
            .setSum(5)
            .setZeroCount(3)
            .setZeroThreshold(1);
    sum.getPositiveBuilder().addAllBucketCounts(List.of(3L, 0L, 3L));
    assertThat(result).isEqualTo(exponential(CUMULATIVE, sum));
  }

  @Test
  void randomDeltasOfManySeries_addUpAsAMapDoes() throws Exception {
    long seed = 3;
    Random random = new Random(seed);
    Map<Integer, Long> model = new HashMap<>();
    try (Processing all = Processing.of(FACTORY, Signal.METRICS, "{}")) {
      for (int time = 1; time < 500; time++) {
        int series = random.nextInt(20);
        long delta = random.nextInt(1000);
        model.merge(series, delta, Long::sum);

        ExportMetricsServiceRequest result =
            all.apply(sum(DELTA, point(1, time, delta).addAttributes(attribute("s", series))));

        assertThat(Metrics.only(result).getSum().getDataPoints(0).getAsInt())
            .as("seed %s time %s", seed, time)
            .isEqualTo(model.get(series));
      }
    }
  }

  @Test
  void faults_nameThePlaceAndWhatIsAllowed() {
    assertThat(Processing.faults(FACTORY, "{max_stale: 0s, max_streams: -1}"))
        .contains("f.yaml:1:13 max_stale: found 0, allowed a positive duration")
        .contains("max_streams: found '-1'");
  }
}
