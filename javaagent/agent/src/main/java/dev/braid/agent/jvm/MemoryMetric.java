/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jvm;

import dev.braid.agent.metrics.ObservedMetric;
import dev.braid.agent.metrics.Points;
import dev.braid.agent.trace.Key;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import org.jspecify.annotations.Nullable;

/** One number of each memory pool. */
final class MemoryMetric extends ObservedMetric {
  private static final Key TYPE = Key.of("jvm.memory.type");
  private static final Key POOL_NAME = Key.of("jvm.memory.pool.name");

  /** The numbers, by the conventions' names. */
  enum Reading {
    USED("used", "Measure of memory used."),
    COMMITTED("committed", "Measure of memory committed."),
    LIMIT("limit", "Measure of max obtainable memory."),
    INIT("init", "Measure of initial memory requested."),
    USED_AFTER_LAST_GC(
        "used_after_last_gc",
        "Measure of memory used, as measured after the most recent garbage collection event on this pool.");

    final String name;
    final String description;

    Reading(String name, String description) {
      this.name = name;
      this.description = description;
    }
  }

  private final Reading reading;

  MemoryMetric(Reading reading) {
    super(
        JvmMetrics.SCOPE, Kind.SUM, "jvm.memory.".concat(reading.name), "By", reading.description);
    this.reading = reading;
  }

  @Override
  protected void observe(Points points) {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      long bytes = bytes(pool);
      if (bytes >= 0) {
        points.add(
            bytes,
            TYPE,
            pool.getType() == MemoryType.HEAP ? "heap" : "non_heap",
            POOL_NAME,
            pool.getName());
      }
    }
  }

  /** -1 where the pool has no such number. */
  private long bytes(MemoryPoolMXBean pool) {
    @Nullable MemoryUsage usage =
        reading == Reading.USED_AFTER_LAST_GC ? pool.getCollectionUsage() : pool.getUsage();
    if (usage == null) {
      return -1;
    }
    switch (reading) {
      case COMMITTED:
        return usage.getCommitted();
      case LIMIT:
        return usage.getMax();
      case INIT:
        return usage.getInit();
      default:
        return usage.getUsed();
    }
  }
}
