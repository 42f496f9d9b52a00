/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.woven;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.braid.agent.instrumentation.simpleclient.SimpleclientInstrumentation;
import dev.braid.agent.metrics.Metrics;
import dev.braid.otlp.ProtoWriter;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimpleclientWeavingIT {
  private static final String SCOPE = "dev.braid.prometheus-simpleclient";

  @ParameterizedTest
  @ValueSource(strings = {"0.6.0", "0.9.0", "0.16.0"})
  void everyTypeOfMetric_isExportedOnce_underItsOwnName(String version) throws Exception {
    WovenLoader loader = loader(version);
    Object application = start(loader);

    Map<String, Metric> told = tick(application);

    assertThat(loader.failures()).isEqualTo("0 null");
    assertThat(told)
        .containsOnlyKeys(
            "mill_ground_total", "mill_waiting", "mill_seconds", "mill_weight", sacks(version));
    assertThat(of(told, sacks(version)).getSum().getDataPointsList())
        .extracting(NumberDataPoint::getAsDouble)
        .containsExactly(4.0);
    Metric ground = of(told, "mill_ground_total");
    assertThat(ground.getDescription()).isEqualTo("Sacks ground");
    assertThat(ground.getSum().getIsMonotonic()).isTrue();
    assertThat(ground.getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    assertThat(ground.getSum().getDataPointsList())
        .extracting(SimpleclientWeavingIT::label, NumberDataPoint::getAsDouble)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("grain=rye", 3.0),
            org.assertj.core.groups.Tuple.tuple("grain=spelt", 1.0));
    assertThat(ground.getSum().getDataPoints(0).getStartTimeUnixNano()).isPositive();
    assertThat(of(told, "mill_waiting").getGauge().getDataPoints(0).getAsDouble()).isEqualTo(2.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.6.0", "0.9.0", "0.16.0"})
  void histogramsAndSummaries_keepTheirBucketsAndQuantiles(String version) throws Exception {
    Object application = start(loader(version));

    Map<String, Metric> told = tick(application);

    HistogramDataPoint seconds = of(told, "mill_seconds").getHistogram().getDataPoints(0);
    assertThat(seconds.getExplicitBoundsList()).containsExactly(0.1, 1.0);
    assertThat(seconds.getBucketCountsList()).containsExactly(1L, 2L, 1L);
    assertThat(seconds.getCount()).isEqualTo(4);
    assertThat(seconds.getSum()).isEqualTo(21.25);
    assertThat(seconds.getAttributesList()).extracting("key").containsExactly("grain");
    SummaryDataPoint weight = of(told, "mill_weight").getSummary().getDataPoints(0);
    assertThat(weight.getCount()).isEqualTo(2);
    assertThat(weight.getSum()).isEqualTo(40);
    assertThat(weight.getQuantileValues(0).getQuantile()).isEqualTo(0.5);
    assertThat(weight.getQuantileValues(0).getValue()).isBetween(10.0, 30.0);
  }

  @Test
  void seriesOverTheLimit_areLeftOut_andCounted() throws Exception {
    Object application = start(loader("0.16.0"));
    application.getClass().getMethod("addSeries", int.class).invoke(application, 2_500);

    Map<String, Metric> told = tick(application);

    int series = 0;
    for (Metric metric : told.values()) {
      series += metric.getGauge().getDataPointsCount() + metric.getSum().getDataPointsCount();
      series += metric.getHistogram().getDataPointsCount();
      series += metric.getSummary().getDataPointsCount();
    }
    Metric dropped = of(told, "braid.agent.simpleclient.dropped_series");
    assertThat(series - 1).isEqualTo(2_000);
    assertThat(dropped.getGauge().getDataPoints(0).getAsInt()).isEqualTo(506);
  }

  @Test
  void collectorThatFails_isCounted_andLeavesNothingHalfWritten() throws Exception {
    Object application = start(loader("0.16.0"));
    application.getClass().getMethod("addBroken").invoke(application);
    long failures = Metrics.get().failures();

    Map<String, Metric> told = tick(application);

    assertThat(told).doesNotContainKey("mill_beside_broken");
    assertThat(Metrics.get().failures()).isEqualTo(failures + 1);
  }

  /** Newer versions add {@code _total} to the names of counters themselves. */
  private static String sacks(String version) {
    return version.equals("0.16.0") ? "mill_sacks_created_total" : "mill_sacks_created";
  }

  private static WovenLoader loader(String version) {
    return version.equals("0.16.0")
        ? new WovenLoader(
            new SimpleclientInstrumentation(),
            "simpleclient-0.16.0",
            "simpleclient_tracer_common-0.16.0",
            "simpleclient_tracer_otel-0.16.0",
            "simpleclient_tracer_otel_agent-0.16.0")
        : new WovenLoader(new SimpleclientInstrumentation(), "simpleclient-" + version);
  }

  private static Object start(WovenLoader loader) throws Exception {
    return ((Callable<?>) loader.make("dev.braid.app.SimpleclientApplication")).call();
  }

  /** What the registries of this application alone tell. */
  private static Map<String, Metric> tick(Object application) {
    ProtoWriter writer = new ProtoWriter(10_000);
    Metrics.get().produce(writer, 1);
    Map<String, Metric> last = new TreeMap<>();
    try {
      for (ScopeMetrics scope :
          ResourceMetrics.parseFrom(writer.toByteArray()).getScopeMetricsList()) {
        if (scope.getScope().getName().equals(SCOPE)) {
          last.clear();
          scope
              .getMetricsList()
              .forEach(
                  metric ->
                      assertThat(last.put(metric.getName(), metric))
                          .as("second " + metric.getName())
                          .isNull());
        }
      }
    } catch (InvalidProtocolBufferException fault) {
      throw new AssertionError(fault);
    }
    java.lang.ref.Reference.reachabilityFence(application);
    return last;
  }

  private static Metric of(Map<String, Metric> told, String name) {
    return Objects.requireNonNull(told.get(name), name);
  }

  private static String label(NumberDataPoint point) {
    return point.getAttributes(0).getKey()
        + "="
        + point.getAttributes(0).getValue().getStringValue();
  }
}
