/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jvm;

import dev.braid.agent.metrics.ObservedMetric;
import dev.braid.agent.metrics.Points;
import dev.braid.agent.trace.Key;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** One number of each pool of NIO buffers. */
final class BufferMetric extends ObservedMetric {
  private static final Key POOL_NAME = Key.of("jvm.buffer.pool.name");

  /** The numbers, by the conventions' names. */
  enum Reading {
    USED("memory.used", "By", "Measure of memory used by buffers."),
    LIMIT("memory.limit", "By", "Measure of total memory capacity of buffers."),
    COUNT("count", "{buffer}", "Number of buffers in the pool.");

    final String name;
    final String unit;
    final String description;

    Reading(String name, String unit, String description) {
      this.name = name;
      this.unit = unit;
      this.description = description;
    }
  }

  private final Reading reading;

  BufferMetric(Reading reading) {
    super(
        JvmMetrics.SCOPE,
        Kind.SUM,
        "jvm.buffer.".concat(reading.name),
        reading.unit,
        reading.description);
    this.reading = reading;
  }

  @Override
  protected void observe(Points points) {
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      long value = value(pool);
      if (value >= 0) {
        points.add(value, POOL_NAME, pool.getName());
      }
    }
  }

  private long value(BufferPoolMXBean pool) {
    switch (reading) {
      case LIMIT:
        return pool.getTotalCapacity();
      case COUNT:
        return pool.getCount();
      default:
        return pool.getMemoryUsed();
    }
  }
}
