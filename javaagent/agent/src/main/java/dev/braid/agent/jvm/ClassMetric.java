/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jvm;

import dev.braid.agent.metrics.ObservedMetric;
import dev.braid.agent.metrics.Points;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;

/** How many classes there are. */
final class ClassMetric extends ObservedMetric {
  /** The numbers, by the conventions' names. */
  enum Reading {
    LOADED("loaded", Kind.COUNTER, "Number of classes loaded since JVM start."),
    UNLOADED("unloaded", Kind.COUNTER, "Number of classes unloaded since JVM start."),
    COUNT("count", Kind.SUM, "Number of classes currently loaded.");

    final String name;
    final Kind kind;
    final String description;

    Reading(String name, Kind kind, String description) {
      this.name = name;
      this.kind = kind;
      this.description = description;
    }
  }

  private final Reading reading;

  ClassMetric(Reading reading) {
    super(
        JvmMetrics.SCOPE,
        reading.kind,
        "jvm.class.".concat(reading.name),
        "{class}",
        reading.description);
    this.reading = reading;
  }

  @Override
  protected void observe(Points points) {
    ClassLoadingMXBean bean = ManagementFactory.getClassLoadingMXBean();
    switch (reading) {
      case LOADED:
        points.add(bean.getTotalLoadedClassCount());
        break;
      case UNLOADED:
        points.add(bean.getUnloadedClassCount());
        break;
      case COUNT:
        points.add((long) bean.getLoadedClassCount());
        break;
    }
  }
}
