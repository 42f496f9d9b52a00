/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jvm;

import dev.braid.agent.metrics.Metrics;
import dev.braid.agent.trace.InstrumentationScope;

/**
 * The {@code jvm.*} and {@code process.*} metrics of the semantic conventions that a JVM knows of
 * itself. Nothing is touched before the first metric tick, on the drain thread: the beans load
 * management classes, which is no work for the start of an application. The platform's MBean server
 * is never asked for, so an application may still choose its builder, and its log manager.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/runtime/jvm-metrics/">JVM metrics</a>
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/system/process-metrics/">Process
 *     metrics</a>
 */
public final class JvmMetrics {
  static final InstrumentationScope SCOPE = new InstrumentationScope("dev.braid.jvm", "");

  private JvmMetrics() {}

  /** Adds them; no bean is asked before the first tick. */
  public static void addTo(Metrics metrics) {
    for (MemoryMetric.Reading reading : MemoryMetric.Reading.values()) {
      metrics.add(new MemoryMetric(reading));
    }
    for (BufferMetric.Reading reading : BufferMetric.Reading.values()) {
      metrics.add(new BufferMetric(reading));
    }
    metrics.add(new ThreadCount());
    for (ClassMetric.Reading reading : ClassMetric.Reading.values()) {
      metrics.add(new ClassMetric(reading));
    }
    for (SystemMetric.Reading reading : SystemMetric.Reading.values()) {
      metrics.add(new SystemMetric(reading));
    }
    for (ProcessMetric.Reading reading : ProcessMetric.Reading.values()) {
      metrics.add(new ProcessMetric(reading));
    }
    GcDurations.addTo(metrics);
  }
}
