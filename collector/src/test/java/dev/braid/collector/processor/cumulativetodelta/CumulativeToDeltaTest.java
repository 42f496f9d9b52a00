/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.cumulativetodelta;

import static dev.braid.collector.processor.series.Metrics.CUMULATIVE;
import static dev.braid.collector.processor.series.Metrics.DELTA;
import static dev.braid.collector.processor.series.Metrics.exponential;
import static dev.braid.collector.processor.series.Metrics.histogram;
import static dev.braid.collector.processor.series.Metrics.histogramPoint;
import static dev.braid.collector.processor.series.Metrics.point;
import static dev.braid.collector.processor.series.Metrics.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.collector.processor.Processing;
import dev.braid.otlp.Signal;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CumulativeToDeltaTest {
  private static final CumulativeToDeltaFactory FACTORY = new CumulativeToDeltaFactory();
  private static final ExportMetricsServiceRequest NOTHING =
      ExportMetricsServiceRequest.getDefaultInstance();
  private static final long AFTER =
      TimeUnit.SECONDS.toNanos(Processing.NOW.getEpochSecond()) + 1000;

  @Test
  void points_becomeDifferences_andAResetIsDropped() throws Exception {
    try (Processing processing = of("{}")) {
      assertThat(processing.apply(sum(CUMULATIVE, point(1, 10, 100)))).isEqualTo(NOTHING);
      assertThat(processing.apply(sum(CUMULATIVE, point(1, 20, 130))))
          .isEqualTo(sum(DELTA, point(10, 20, 30)));
      assertThat(processing.apply(sum(CUMULATIVE, point(1, 30, 5)))).isEqualTo(NOTHING);
      assertThat(processing.apply(sum(CUMULATIVE, point(1, 40, 6))))
          .isEqualTo(sum(DELTA, point(30, 40, 1)));
      assertThat(processing.metrics())
          .contains("otelcol_cumulativetodelta_datapoints_dropped_total{reason=\"initial\"} 1.0")
          .contains("otelcol_cumulativetodelta_datapoints_dropped_total{reason=\"reset\"} 1.0");
    }
  }

  @ParameterizedTest
  @CsvSource({"auto, false, false", "auto, true, true", "keep, false, true", "drop, true, false"})
  void firstPoint_isKeptAsInitialValueSays(String initial, boolean beganAfter, boolean kept)
      throws Exception {
    long start = beganAfter ? AFTER : 1;
    try (Processing processing = of("{initial_value: " + initial + "}")) {

      ExportMetricsServiceRequest result =
          processing.apply(sum(CUMULATIVE, point(start, AFTER + 10, 7)));

      assertThat(result).isEqualTo(kept ? sum(DELTA, point(start, AFTER + 10, 7)) : NOTHING);
    }
  }

  @Test
  void histograms_becomeDifferences_andOneThatBeganAnewPassesWhole() throws Exception {
    try (Processing processing = of("{}")) {
      processing.apply(histogram(CUMULATIVE, histogramPoint(1, 10, 4, List.of(1L, 2L, 3L))));

      assertThat(
              processing.apply(
                  histogram(CUMULATIVE, histogramPoint(1, 20, 9, List.of(2L, 2L, 5L)).setMax(8))))
          .isEqualTo(histogram(DELTA, histogramPoint(10, 20, 5, List.of(1L, 0L, 2L))));
      assertThat(
              processing.apply(
                  histogram(CUMULATIVE, histogramPoint(1, 30, 1, List.of(1L, 0L, 0L)))))
          .isEqualTo(histogram(DELTA, histogramPoint(20, 30, 1, List.of(1L, 0L, 0L))));
      assertThat(
              processing.apply(
                  histogram(
                      CUMULATIVE,
                      histogramPoint(1, 40, 1, List.of(1L, 0L, 0L))
                          .clearExplicitBounds()
                          .addExplicitBounds(3))))
          .isEqualTo(NOTHING);
      assertThat(processing.metrics()).contains("{reason=\"bucket_mismatch\"} 1.0");
    }
  }

  @Test
  void exponentialHistograms_areSubtractedAtTheNewScale() throws Exception {
    ExponentialHistogramDataPoint.Builder first = exponentialPoint(10, 3, 4, 1);
    first.getPositiveBuilder().setOffset(0).addAllBucketCounts(List.of(1L, 1L, 1L));
    ExponentialHistogramDataPoint.Builder second = exponentialPoint(20, 5, 9, 0);
    second.getPositiveBuilder().setOffset(0).addAllBucketCounts(List.of(3L, 2L));
    try (Processing processing = of("{}")) {
      processing.apply(exponential(CUMULATIVE, first));

      ExportMetricsServiceRequest result = processing.apply(exponential(CUMULATIVE, second));

      ExponentialHistogramDataPoint.Builder difference =
          exponentialPoint(20, 2, 5, 0).setStartTimeUnixNano(10);
      difference.getPositiveBuilder().setOffset(0).addAllBucketCounts(List.of(1L, 1L));
      assertThat(result).isEqualTo(exponential(DELTA, difference));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "include: {match_type: strict, metrics: [m]} | true",
        "include: {match_type: strict, metrics: [x]} | false",
        "include: {match_type: regexp, metrics: ['^m$']} | true",
        "include: {metric_types: [sum]} | true",
        "include: {metric_types: [histogram]} | false",
        "exclude: {match_type: strict, metrics: [m]} | false",
        "exclude: {metric_types: [histogram]} | true",
      })
  void selection_saysWhatIsConverted(String selection, boolean converted) throws Exception {
    try (Processing processing = of("initial_value: keep\n" + selection)) {

      ExportMetricsServiceRequest result = processing.apply(sum(CUMULATIVE, point(1, 2, 3)));

      assertThat(result).isEqualTo(sum(converted ? DELTA : CUMULATIVE, point(1, 2, 3)));
    }
  }

  @Test
  void faults_nameThePlaceAndWhatIsAllowed() {
    assertThat(
            Processing.faults(
                FACTORY,
                """
                initial_value: maybe
                include: {metrics: [a]}
                exclude: {match_type: strict, metric_types: [gauge]}
                """))
        .contains("f.yaml:1:16 initial_value: found 'maybe', allowed one of auto, keep, drop")
        .contains("include.match_type: found nothing, allowed strict or regexp")
        .contains("exclude.metrics: found nothing, allowed a list of names")
        .contains("exclude.metric_types: found 'gauge', allowed sum, histogram");
  }

  private static ExponentialHistogramDataPoint.Builder exponentialPoint(
      long time, long count, double sum, int scale) {
    return ExponentialHistogramDataPoint.newBuilder()
        .setStartTimeUnixNano(1)
        .setTimeUnixNano(time)
        .setCount(count)
        .setSum(sum)
        .setScale(scale);
  }

  private static Processing of(String yaml) {
    return Processing.of(FACTORY, Signal.METRICS, yaml);
  }
}
