/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.db;

import dev.braid.agent.metrics.ObservedMetric;
import dev.braid.agent.metrics.Points;
import dev.braid.agent.trace.InstrumentationScope;

/** One of the numbers that pools are asked for at each tick. */
final class PoolGauge extends ObservedMetric {
  /** The numbers, by the conventions' names. */
  enum Reading {
    COUNT("count", Kind.SUM, "{connection}", "Connections in each state."),
    IDLE_MAX("idle.max", Kind.SUM, "{connection}", "The maximum number of idle connections."),
    IDLE_MIN("idle.min", Kind.SUM, "{connection}", "The minimum number of idle connections."),
    MAX("max", Kind.SUM, "{connection}", "The maximum number of open connections."),
    PENDING("pending_requests", Kind.SUM, "{request}", "Requests waiting for a connection."),
    TIMEOUTS("timeouts", Kind.COUNTER, "{timeout}", "Requests that gave up waiting.");

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

  PoolGauge(InstrumentationScope scope, Reading reading) {
    super(
        scope,
        reading.kind,
        "db.client.connection.".concat(reading.name),
        reading.unit,
        reading.description);
    this.reading = reading;
  }

  @Override
  protected void observe(Points points) {
    PoolMetrics.observeAll(this, points);
  }

  void observe(PoolMetrics pool, Points points) {
    PoolGauges gauges = pool.gauges;
    switch (reading) {
      case COUNT:
        addState(points, pool, gauges.used(), "used");
        addState(points, pool, gauges.idle(), "idle");
        break;
      case IDLE_MAX:
        add(points, pool, gauges.maxIdle());
        break;
      case IDLE_MIN:
        add(points, pool, gauges.minIdle());
        break;
      case MAX:
        add(points, pool, gauges.max());
        break;
      case PENDING:
        add(points, pool, gauges.pending());
        break;
      case TIMEOUTS:
        add(points, pool, pool.timeouts.get());
        break;
    }
  }

  private static void addState(Points points, PoolMetrics pool, int value, String state) {
    if (value >= 0) {
      points.add(value, PoolMetrics.POOL_NAME, pool.name, PoolMetrics.STATE, state);
    }
  }

  private static void add(Points points, PoolMetrics pool, long value) {
    if (value >= 0) {
      points.add(value, PoolMetrics.POOL_NAME, pool.name);
    }
  }
}
