/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.agent.trace.Key;
import dev.braid.agent.trace.Span;
import dev.braid.otlp.ProtoWriter;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DurationHistogramTest {
  private static final long MILLI = 1_000_000;

  private final DurationHistogram histogram =
      new DurationHistogram(
          new InstrumentationScope("test", null),
          "test.duration",
          "For tests.",
          new DurationBounds(0.005, 0.01),
          Key.of("method"),
          Key.of("status"));

  private void record(long nanos, @Nullable Object method, @Nullable Object status) {
    histogram.record(nanos, null, method, status, null, null, null, null, null, null);
  }

  private Histogram written() throws Exception {
    ProtoWriter writer = new ProtoWriter(256);
    assertThat(histogram.write(writer, 10, 20)).isEqualTo(1);
    Metric metric = ScopeMetrics.parseFrom(writer.toByteArray()).getMetrics(0);
    assertThat(metric.getName()).isEqualTo("test.duration");
    assertThat(metric.getUnit()).isEqualTo("s");
    return metric.getHistogram();
  }

  @Test
  void bounds_areInclusiveAbove() throws Exception {
    for (long nanos : new long[] {-1, 0, 5 * MILLI, 5 * MILLI + 1, 10 * MILLI, 10 * MILLI + 1}) {
      record(nanos, "GET", 200L);
    }

    HistogramDataPoint point = written().getDataPoints(0);

    assertThat(point.getExplicitBoundsList()).containsExactly(0.005, 0.01);
    assertThat(point.getBucketCountsList()).containsExactly(3L, 2L, 1L);
    assertThat(point.getCount()).isEqualTo(6);
    assertThat(point.getSum()).isEqualTo(0.030_000_002);
    assertThat(point.getStartTimeUnixNano()).isEqualTo(10);
    assertThat(point.getTimeUnixNano()).isEqualTo(20);
  }

  @Test
  void boundsOfTheConventions_areTheirs() {
    assertThat(DurationBounds.HTTP.buckets()).isEqualTo(15);
    assertThat(DurationBounds.DB.buckets()).isEqualTo(10);
    assertThat(DurationBounds.HTTP.bucket(10_000 * MILLI)).isEqualTo(13);
    assertThat(DurationBounds.HTTP.bucket(10_000 * MILLI + 1)).isEqualTo(14);
  }

  @Test
  void counts_areCumulative_overTicks() throws Exception {
    record(MILLI, "GET", 200L);
    Histogram first = written();
    record(MILLI, "GET", 200L);
    Histogram second = written();

    assertThat(first.getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    assertThat(first.getDataPoints(0).getCount()).isEqualTo(1);
    assertThat(second.getDataPoints(0).getCount()).isEqualTo(2);
    assertThat(second.getDataPoints(0).getStartTimeUnixNano()).isEqualTo(10);
  }

  @Test
  void combinations_haveTheirOwnSeries_absentValuesNoAttribute() throws Exception {
    record(MILLI, "GET", 200L);
    record(MILLI, "GET", null);
    record(MILLI, "GET", 200L);

    List<HistogramDataPoint> points = written().getDataPointsList();

    assertThat(points).extracting(HistogramDataPoint::getCount).containsExactlyInAnyOrder(2L, 1L);
    assertThat(points)
        .extracting(HistogramDataPoint::getAttributesCount)
        .containsExactlyInAnyOrder(2, 1);
  }

  @Test
  void moreCombinationsThanAllowed_shareTheOverflow_andNoneIsLost() throws Exception {
    int all = DurationHistogram.MAX_SERIES + 50;
    for (int i = 0; i < all; i++) {
      record(MILLI, "m" + i, 200L);
    }
    record(MILLI, "m0", 200L);

    List<HistogramDataPoint> points = written().getDataPointsList();

    assertThat(histogram.seriesCount()).isEqualTo(DurationHistogram.MAX_SERIES);
    assertThat(points).hasSize(DurationHistogram.MAX_SERIES + 1);
    HistogramDataPoint overflow = points.get(points.size() - 1);
    assertThat(overflow.getAttributesList()).hasSize(1);
    assertThat(overflow.getAttributes(0).getKey()).isEqualTo("otel.metric.overflow");
    assertThat(overflow.getAttributes(0).getValue().getBoolValue()).isTrue();
    assertThat(overflow.getCount()).isEqualTo(50);
    assertThat(points.stream().mapToLong(HistogramDataPoint::getCount).sum()).isEqualTo(all + 1);
  }

  @Test
  void threads_countExactly() throws Exception {
    int threads = 8;
    int each = 20_000;
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> all = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      Thread thread = new Thread(() -> recordMany(go, each));
      thread.start();
      all.add(thread);
    }

    go.countDown();
    for (Thread thread : all) {
      thread.join();
    }

    List<HistogramDataPoint> points = written().getDataPointsList();
    assertThat(points).hasSize(100);
    assertThat(points.stream().mapToLong(HistogramDataPoint::getCount).sum())
        .isEqualTo((long) threads * each);
    assertThat(points.stream().mapToDouble(HistogramDataPoint::getSum).sum())
        .isCloseTo(threads * each * 0.001, within(1e-6));
  }

  private void recordMany(CountDownLatch go, int count) {
    try {
      go.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    for (int i = 0; i < count; i++) {
      record(MILLI, "m" + i % 100, 200L);
    }
  }

  @Test
  void sampledSpan_isTheExemplarOfItsBucket_untilTheNextTick() throws Exception {
    Span sampled = Span.remote(1, 2, 3, 1, null);
    Span unsampled = Span.remote(4, 5, 6, 0, null);
    histogram.record(MILLI, unsampled, "GET", 200L, null, null, null, null, null, null);
    histogram.record(MILLI, sampled, "GET", 200L, null, null, null, null, null, null);

    HistogramDataPoint first = written().getDataPoints(0);
    HistogramDataPoint second = written().getDataPoints(0);

    assertThat(first.getExemplarsList()).hasSize(1);
    assertThat(first.getExemplars(0).getSpanId().toByteArray()).endsWith((byte) 3);
    assertThat(first.getExemplars(0).getAsDouble()).isEqualTo(0.001);
    assertThat(second.getExemplarsList()).isEmpty();
  }

  @Test
  void nothingRecorded_isNoMetric() {
    assertThat(histogram.write(new ProtoWriter(64), 10, 20)).isZero();
  }
}
