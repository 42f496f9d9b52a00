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

/** The process as the operating system sees it. Memory and threads are known on Linux only. */
final class ProcessMetric extends ObservedMetric {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;

  /** The numbers, by the conventions' names. */
  enum Reading {
    CPU_TIME(
        "cpu.time", Kind.COUNTER, "s", "Total CPU seconds broken down by different CPU modes."),
    MEMORY_USAGE("memory.usage", Kind.SUM, "By", "The amount of physical memory in use."),
    MEMORY_VIRTUAL("memory.virtual", Kind.SUM, "By", "The amount of committed virtual memory."),
    THREADS("thread.count", Kind.SUM, "{thread}", "Process threads count."),
    FILE_DESCRIPTORS(
        "unix.file_descriptor.count",
        Kind.SUM,
        "{file_descriptor}",
        "Number of UNIX file descriptors in use by the process."),
    UPTIME("uptime", Kind.GAUGE, "s", "The time the process has been running.");

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

  ProcessMetric(Reading reading) {
    super(
        JvmMetrics.SCOPE,
        reading.kind,
        "process.".concat(reading.name),
        reading.unit,
        reading.description);
    this.reading = reading;
  }

  @Override
  protected void observe(Points points) {
    switch (reading) {
      case MEMORY_USAGE:
        addKnown(points, LinuxStatus.bytes("VmRSS:"));
        break;
      case MEMORY_VIRTUAL:
        addKnown(points, LinuxStatus.bytes("VmSize:"));
        break;
      case THREADS:
        addKnown(points, LinuxStatus.number("Threads:"));
        break;
      case UPTIME:
        points.add(ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS_PER_SECOND);
        break;
      default:
        observeBean(points);
        break;
    }
  }

  private void observeBean(Points points) {
    java.lang.management.OperatingSystemMXBean bean = ManagementFactory.getOperatingSystemMXBean();
    if (reading == Reading.FILE_DESCRIPTORS) {
      if (bean instanceof UnixOperatingSystemMXBean) {
        addKnown(points, ((UnixOperatingSystemMXBean) bean).getOpenFileDescriptorCount());
      }
    } else if (bean instanceof OperatingSystemMXBean) {
      long nanos = ((OperatingSystemMXBean) bean).getProcessCpuTime();
      if (nanos >= 0) {
        points.add(nanos / NANOS_PER_SECOND);
      }
    }
  }

  private static void addKnown(Points points, long value) {
    if (value >= 0) {
      points.add(value);
    }
  }
}
