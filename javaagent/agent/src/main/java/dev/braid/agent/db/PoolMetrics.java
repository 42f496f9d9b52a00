/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.db;

import dev.braid.agent.metrics.DurationBounds;
import dev.braid.agent.metrics.DurationHistogram;
import dev.braid.agent.metrics.Metrics;
import dev.braid.agent.metrics.Points;
import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.agent.trace.Key;
import java.lang.ref.WeakReference;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The {@code db.client.connection.*} metrics of one pool. The pool holds this; the agent holds it
 * weakly. Thread-safe.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/db/database-metrics/">Pool metrics</a>
 */
public final class PoolMetrics {
  static final Key POOL_NAME = Key.of("db.client.connection.pool.name");
  static final Key STATE = Key.of("db.client.connection.state");

  private static final InstrumentationScope SCOPE =
      new InstrumentationScope("dev.braid.pool", null);
  private static final CopyOnWriteArrayList<WeakReference<PoolMetrics>> POOLS =
      new CopyOnWriteArrayList<>();

  private static final DurationHistogram CREATE_TIME =
      histogram("create_time", "The time it took to create a new connection.");
  private static final DurationHistogram WAIT_TIME =
      histogram("wait_time", "The time it took to obtain an open connection from the pool.");
  private static final DurationHistogram USE_TIME =
      histogram(
          "use_time", "The time between borrowing a connection and returning it to the pool.");

  static {
    for (PoolGauge.Reading reading : PoolGauge.Reading.values()) {
      Metrics.get().add(new PoolGauge(SCOPE, reading));
    }
  }

  final String name;
  final PoolGauges gauges;
  final AtomicLong timeouts = new AtomicLong();
  private final WeakReference<PoolMetrics> self = new WeakReference<>(this);

  private PoolMetrics(String name, PoolGauges gauges) {
    this.name = name;
    this.gauges = gauges;
  }

  /** Registers a pool; {@link #close} takes it off. */
  public static PoolMetrics of(String poolName, PoolGauges gauges) {
    PoolMetrics metrics = new PoolMetrics(poolName, gauges);
    POOLS.add(metrics.self);
    return metrics;
  }

  private static DurationHistogram histogram(String name, String description) {
    return Metrics.get()
        .add(
            new DurationHistogram(
                SCOPE,
                "db.client.connection.".concat(name),
                description,
                DurationBounds.DB,
                POOL_NAME));
  }

  public void created(long nanos) {
    record(CREATE_TIME, nanos);
  }

  public void waited(long nanos) {
    record(WAIT_TIME, nanos);
  }

  public void used(long nanos) {
    record(USE_TIME, nanos);
  }

  private void record(DurationHistogram histogram, long nanos) {
    histogram.record(nanos, null, name, null, null, null, null, null, null, null);
  }

  /** A request for a connection was given up. */
  public void timedOut() {
    timeouts.incrementAndGet();
  }

  public void close() {
    POOLS.remove(self);
  }

  /** Lets {@code metric} tell its number of all pools that are alive. */
  static void observeAll(PoolGauge metric, Points points) {
    for (WeakReference<PoolMetrics> reference : POOLS) {
      PoolMetrics pool = reference.get();
      if (pool == null) {
        POOLS.remove(reference);
      } else {
        metric.observe(pool, points);
      }
    }
  }
}
