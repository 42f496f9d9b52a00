/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jvm;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.braid.agent.metrics.ObservedMetric;
import dev.braid.agent.metrics.Points;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** What the JVM knows of processors and file descriptors, its own and the machine's. */
final class SystemMetric extends ObservedMetric {
  private static final double NANOS_PER_SECOND = 1e9;

  /** The numbers, by the conventions' names. */
  enum Reading {
    CPU_TIME(
        "jvm.cpu.time", Kind.COUNTER, "s", "CPU time used by the process as reported by the JVM."),
    CPU_COUNT(
        "jvm.cpu.count",
        Kind.SUM,
        "{cpu}",
        "Number of processors available to the Java virtual machine."),
    CPU_UTILIZATION(
        "jvm.cpu.recent_utilization",
        Kind.GAUGE,
        "1",
        "Recent CPU utilization for the process as reported by the JVM."),
    SYSTEM_CPU_UTILIZATION(
        "jvm.system.cpu.utilization",
        Kind.GAUGE,
        "1",
        "Recent CPU utilization for the whole system as reported by the JVM."),
    SYSTEM_CPU_LOAD(
        "jvm.system.cpu.load_1m",
        Kind.GAUGE,
        "{run_queue_item}",
        "Average CPU load of the whole system for the last minute as reported by the JVM."),
    FILE_DESCRIPTORS(
        "jvm.file_descriptor.count",
        Kind.SUM,
        "{file_descriptor}",
        "Number of open file descriptors as reported by the JVM."),
    FILE_DESCRIPTOR_LIMIT(
        "jvm.file_descriptor.limit",
        Kind.SUM,
        "{file_descriptor}",
        "Measure of max open file descriptors as reported by the JVM.");

    final String name;
    final Kind kind;
    final String unit;
    final String description;

    Reading(String name, Kind kind, String unit, String description) {
      this.name = name;
      this.kind = kind;
      this.unit = unit;
      this.description = description;
    }
  }

  private final Reading reading;

  SystemMetric(Reading reading) {
    super(JvmMetrics.SCOPE, reading.kind, reading.name, reading.unit, reading.description);
    this.reading = reading;
  }

  @Override
  protected void observe(Points points) {
    OperatingSystemMXBean bean = bean();
    if (bean == null) {
      return;
    }
    switch (reading) {
      case CPU_TIME:
        addKnown(points, bean.getProcessCpuTime() / NANOS_PER_SECOND);
        break;
      case CPU_COUNT:
        points.add((long) bean.getAvailableProcessors());
        break;
      case CPU_UTILIZATION:
        addKnown(points, bean.getProcessCpuLoad());
        break;
      case SYSTEM_CPU_UTILIZATION:
        addKnown(points, systemCpuLoad(bean));
        break;
      case SYSTEM_CPU_LOAD:
        addKnown(points, bean.getSystemLoadAverage());
        break;
      case FILE_DESCRIPTORS:
        if (bean instanceof UnixOperatingSystemMXBean) {
          points.add(((UnixOperatingSystemMXBean) bean).getOpenFileDescriptorCount());
        }
        break;
      case FILE_DESCRIPTOR_LIMIT:
        if (bean instanceof UnixOperatingSystemMXBean) {
          points.add(((UnixOperatingSystemMXBean) bean).getMaxFileDescriptorCount());
        }
        break;
    }
  }

  /** The bean of HotSpot and OpenJ9, null in a JVM without it. */
  private static @Nullable OperatingSystemMXBean bean() {
    java.lang.management.OperatingSystemMXBean bean = ManagementFactory.getOperatingSystemMXBean();
    return bean instanceof OperatingSystemMXBean ? (OperatingSystemMXBean) bean : null;
  }

  @SuppressWarnings("deprecation") // getCpuLoad() is newer than the oldest supported JDK
  private static double systemCpuLoad(OperatingSystemMXBean bean) {
    return bean.getSystemCpuLoad();
  }

  /** A negative number means that the JVM does not know. */
  private static void addKnown(Points points, double value) {
    if (value >= 0) {
      points.add(value);
    }
  }
}
