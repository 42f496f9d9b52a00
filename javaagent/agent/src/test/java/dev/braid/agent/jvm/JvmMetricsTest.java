/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.agent.metrics.Metrics;
import dev.braid.otlp.ProtoWriter;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.semconv.JvmAttributes;
import io.opentelemetry.semconv.incubating.JvmIncubatingMetrics;
import io.opentelemetry.semconv.incubating.ProcessIncubatingMetrics;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.NotificationEmitter;
import org.junit.jupiter.api.Test;

class JvmMetricsTest {
  private final Metrics metrics = new Metrics();

  @Test
  void names_units_andDescriptions_areThoseOfTheConventions() throws Exception {
    JvmMetrics.addTo(metrics);

    Map<String, Metric> told = tick();

    assertThat(told).hasSizeGreaterThan(20);
    for (Metric metric : told.values()) {
      Class<?> registry =
          metric.getName().startsWith("process.")
              ? ProcessIncubatingMetrics.class
              : JvmIncubatingMetrics.class;
      String constant = metric.getName().toUpperCase(Locale.ROOT).replace('.', '_');
      assertThat(registry.getField(constant + "_NAME").get(null)).isEqualTo(metric.getName());
      assertThat(registry.getField(constant + "_UNIT").get(null)).isEqualTo(metric.getUnit());
      assertThat(registry.getField(constant + "_DESCRIPTION").get(null))
          .isEqualTo(metric.getDescription());
    }
  }

  @Test
  void stableMetrics_areAllThere_withTheirInstruments() {
    JvmMetrics.addTo(metrics);

    Map<String, Metric> told = tick();

    for (String counter : new String[] {"jvm.class.loaded", "jvm.class.unloaded", "jvm.cpu.time"}) {
      assertThat(of(told, counter).getSum().getIsMonotonic()).as(counter).isTrue();
    }
    for (String upDown :
        new String[] {
          "jvm.memory.used",
          "jvm.memory.committed",
          "jvm.memory.limit",
          "jvm.memory.used_after_last_gc",
          "jvm.thread.count",
          "jvm.class.count",
          "jvm.cpu.count"
        }) {
      assertThat(of(told, upDown).hasSum()).as(upDown).isTrue();
      assertThat(of(told, upDown).getSum().getIsMonotonic()).as(upDown).isFalse();
    }
    assertThat(told).doesNotContainKeys("jvm.gc.time", "jvm.gc.count");
  }

  @Test
  void pointsOfMemoryAndThreads_haveTheAttributesOfTheConventions() {
    JvmMetrics.addTo(metrics);

    Map<String, Metric> told = tick();

    assertThat(of(told, "jvm.memory.used").getSum().getDataPointsList())
        .allSatisfy(
            point ->
                assertThat(keys(point))
                    .containsOnlyKeys(
                        JvmAttributes.JVM_MEMORY_TYPE.getKey(),
                        JvmAttributes.JVM_MEMORY_POOL_NAME.getKey()))
        .anySatisfy(
            point ->
                assertThat(keys(point))
                    .containsEntry(
                        JvmAttributes.JVM_MEMORY_TYPE.getKey(),
                        JvmAttributes.JvmMemoryTypeValues.HEAP));
    assertThat(of(told, "jvm.thread.count").getSum().getDataPointsList())
        .allSatisfy(
            point ->
                assertThat(keys(point))
                    .containsOnlyKeys(
                        JvmAttributes.JVM_THREAD_DAEMON.getKey(),
                        JvmAttributes.JVM_THREAD_STATE.getKey()))
        .anySatisfy(
            point ->
                assertThat(keys(point))
                    .containsEntry(
                        JvmAttributes.JVM_THREAD_STATE.getKey(),
                        JvmAttributes.JvmThreadStateValues.RUNNABLE));
  }

  @Test
  void collection_isOneCountInTheHistogram_withNameAndAction() throws Exception {
    JvmMetrics.addTo(metrics);
    assertThat(tick()).doesNotContainKey("jvm.gc.duration");
    CountDownLatch collected = new CountDownLatch(1);
    // Added after the agent's own listener, so told after it.
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener((told, handback) -> collected.countDown(), null, null);
    }

    System.gc();

    assertThat(collected.await(30, TimeUnit.SECONDS)).isTrue();
    Metric durations = of(tick(), "jvm.gc.duration");
    HistogramDataPoint point = durations.getHistogram().getDataPoints(0);
    assertThat(point.getCount()).isPositive();
    assertThat(point.getExplicitBoundsList()).containsExactly(0.01, 0.1, 1.0, 10.0);
    assertThat(point.getAttributesList())
        .extracting("key")
        .containsExactly(JvmAttributes.JVM_GC_NAME.getKey(), JvmAttributes.JVM_GC_ACTION.getKey());
  }

  private static Metric of(Map<String, Metric> told, String name) {
    return Objects.requireNonNull(told.get(name), name);
  }

  private Map<String, Metric> tick() {
    ProtoWriter writer = new ProtoWriter(10_000);
    metrics.produce(writer, 1);
    Map<String, Metric> byName = new TreeMap<>();
    try {
      for (ScopeMetrics scope :
          ResourceMetrics.parseFrom(writer.toByteArray()).getScopeMetricsList()) {
        scope.getMetricsList().forEach(metric -> byName.put(metric.getName(), metric));
      }
    } catch (com.google.protobuf.InvalidProtocolBufferException fault) {
      throw new AssertionError(fault);
    }
    assertThat(metrics.failures()).isZero();
    return byName;
  }

  private static Map<String, Object> keys(NumberDataPoint point) {
    Map<String, Object> keys = new TreeMap<>();
    point
        .getAttributesList()
        .forEach(
            attribute ->
                keys.put(
                    attribute.getKey(),
                    attribute.getValue().hasBoolValue()
                        ? attribute.getValue().getBoolValue()
                        : attribute.getValue().getStringValue()));
    return keys;
  }
}
