/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jvm;

import dev.braid.agent.metrics.Metrics;
import dev.braid.agent.metrics.ObservedMetric;
import dev.braid.agent.metrics.ObservedMetric.Kind;
import dev.braid.agent.metrics.Points;
import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.agent.trace.Key;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/**
 * The stable {@code jvm.*} metrics of the semantic conventions. Nothing here is touched before the
 * first metric tick, on the drain thread: the beans load management classes, which an application
 * may want to configure first.
 */
public final class JvmMetrics {
  private static final InstrumentationScope SCOPE = new InstrumentationScope("dev.braid.jvm", "");
  private static final Key MEMORY_TYPE = Key.of("jvm.memory.type");
  private static final Key POOL_NAME = Key.of("jvm.memory.pool.name");
  private static final Key GC_NAME = Key.of("jvm.gc.name");
  private static final Key THREAD_DAEMON = Key.of("jvm.thread.daemon");
  private static final Key THREAD_STATE = Key.of("jvm.thread.state");
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;

  private JvmMetrics() {}

  /** Adds them; no bean is asked before the first tick. */
  public static void addTo(Metrics metrics) {
    metrics.add(new Memory("jvm.memory.used", "Measure of memory used.", Memory.USED));
    metrics.add(
        new Memory("jvm.memory.committed", "Measure of memory committed.", Memory.COMMITTED));
    metrics.add(new Memory("jvm.memory.limit", "Measure of max obtainable memory.", Memory.LIMIT));
    metrics.add(
        new Memory(
            "jvm.memory.used_after_last_gc",
            "Measure of memory used, as measured after the most recent garbage collection event on this pool.",
            Memory.AFTER_LAST_GC));
    metrics.add(new GcTime());
    metrics.add(new GcCount());
    metrics.add(new Threads());
    metrics.add(
        new Classes("jvm.class.loaded", Kind.COUNTER, "Number of classes loaded since JVM start."));
    metrics.add(
        new Classes(
            "jvm.class.unloaded", Kind.COUNTER, "Number of classes unloaded since JVM start."));
    metrics.add(new Classes("jvm.class.count", Kind.SUM, "Number of classes currently loaded."));
    metrics.add(
        new Cpu(
            "jvm.cpu.time",
            Kind.COUNTER,
            "s",
            "CPU time used by the process as reported by the JVM."));
    metrics.add(
        new Cpu("jvm.cpu.count", Kind.SUM, "{cpu}", "Number of processors available to the JVM."));
    metrics.add(
        new Cpu(
            "jvm.cpu.recent_utilization",
            Kind.GAUGE,
            "1",
            "Recent CPU utilization for the process as reported by the JVM."));
  }

  /** One number of each memory pool. */
  private static final class Memory extends ObservedMetric {
    static final int USED = 0;
    static final int COMMITTED = 1;
    static final int LIMIT = 2;
    static final int AFTER_LAST_GC = 3;

    private final int what;

    Memory(String name, String description, int what) {
      super(SCOPE, Kind.SUM, name, "By", description);
      this.what = what;
    }

    @Override
    protected void observe(Points points) {
      for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
        MemoryUsage usage = what == AFTER_LAST_GC ? pool.getCollectionUsage() : pool.getUsage();
        long value = usage == null ? -1 : value(usage);
        if (value >= 0) {
          points.add(
              value,
              MEMORY_TYPE,
              pool.getType() == MemoryType.HEAP ? "heap" : "non_heap",
              POOL_NAME,
              pool.getName());
        }
      }
    }

    private long value(MemoryUsage usage) {
      switch (what) {
        case COMMITTED:
          return usage.getCommitted();
        case LIMIT:
          return usage.getMax();
        default:
          return usage.getUsed();
      }
    }
  }

  /**
   * Time in collections, as a counter: the conventions' histogram needs a notification thread of
   * the application's JMX, which would be a third thread.
   */
  private static final class GcTime extends ObservedMetric {
    GcTime() {
      super(
          SCOPE,
          Kind.COUNTER,
          "jvm.gc.time",
          "s",
          "Approximate time spent in garbage collections.");
    }

    @Override
    protected void observe(Points points) {
      for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
        points.add(collector.getCollectionTime() / MILLIS_PER_SECOND, GC_NAME, collector.getName());
      }
    }
  }

  private static final class GcCount extends ObservedMetric {
    GcCount() {
      super(SCOPE, Kind.COUNTER, "jvm.gc.count", "{collection}", "Garbage collections so far.");
    }

    @Override
    protected void observe(Points points) {
      for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
        points.add(collector.getCollectionCount(), GC_NAME, collector.getName());
      }
    }
  }

  /** Platform threads by state and daemon flag. */
  private static final class Threads extends ObservedMetric {
    Threads() {
      super(
          SCOPE, Kind.SUM, "jvm.thread.count", "{thread}", "Number of executing platform threads.");
    }

    @Override
    protected void observe(Points points) {
      ThreadMXBean bean = ManagementFactory.getThreadMXBean();
      Thread.State[] states = Thread.State.values();
      long[] counts = new long[2 * states.length];
      for (@Nullable ThreadInfo thread : bean.getThreadInfo(bean.getAllThreadIds())) {
        if (thread != null) {
          counts[2 * thread.getThreadState().ordinal() + (thread.isDaemon() ? 1 : 0)]++;
        }
      }
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0) {
          points.add(
              counts[i],
              THREAD_DAEMON,
              i % 2 == 1,
              THREAD_STATE,
              states[i / 2].name().toLowerCase(java.util.Locale.ROOT));
        }
      }
    }
  }

  private static final class Classes extends ObservedMetric {
    Classes(String name, Kind kind, String description) {
      super(SCOPE, kind, name, "{class}", description);
    }

    @Override
    protected void observe(Points points) {
      ClassLoadingMXBean bean = ManagementFactory.getClassLoadingMXBean();
      switch (name()) {
        case "jvm.class.loaded":
          points.add(bean.getTotalLoadedClassCount());
          break;
        case "jvm.class.unloaded":
          points.add(bean.getUnloadedClassCount());
          break;
        default:
          points.add((long) bean.getLoadedClassCount());
          break;
      }
    }
  }

  private static final class Cpu extends ObservedMetric {
    Cpu(String name, Kind kind, String unit, String description) {
      super(SCOPE, kind, name, unit, description);
    }

    @Override
    protected void observe(Points points) {
      OperatingSystemMXBean bean = ManagementFactory.getOperatingSystemMXBean();
      if (name().equals("jvm.cpu.count")) {
        points.add((long) bean.getAvailableProcessors());
        return;
      }
      if (!(bean instanceof com.sun.management.OperatingSystemMXBean)) {
        return;
      }
      com.sun.management.OperatingSystemMXBean process =
          (com.sun.management.OperatingSystemMXBean) bean;
      double value =
          name().equals("jvm.cpu.time")
              ? process.getProcessCpuTime() / NANOS_PER_SECOND
              : process.getProcessCpuLoad();
      if (value >= 0) {
        points.add(value);
      }
    }
  }
}
