/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.hikari;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.PoolStats;
import dev.braid.agent.db.PoolGauges;
import dev.braid.agent.db.PoolMetrics;
import org.jspecify.annotations.Nullable;

/** Tells the agent what happens in a pool, and the application's own tracker if it has one. */
final class PoolTracker implements IMetricsTracker, PoolGauges {
  private final PoolStats stats;
  private final PoolMetrics metrics;
  private final @Nullable IMetricsTracker given;

  PoolTracker(String poolName, PoolStats stats, @Nullable IMetricsTracker given) {
    this.stats = stats;
    this.metrics = PoolMetrics.of(poolName, this);
    this.given = given;
  }

  @Override
  public void recordConnectionCreatedMillis(long millis) {
    metrics.created(millis * 1_000_000);
    if (given != null) {
      given.recordConnectionCreatedMillis(millis);
    }
  }

  @Override
  public void recordConnectionAcquiredNanos(long nanos) {
    metrics.waited(nanos);
    if (given != null) {
      given.recordConnectionAcquiredNanos(nanos);
    }
  }

  @Override
  public void recordConnectionUsageMillis(long millis) {
    metrics.used(millis * 1_000_000);
    if (given != null) {
      given.recordConnectionUsageMillis(millis);
    }
  }

  @Override
  public void recordConnectionTimeout() {
    metrics.timedOut();
    if (given != null) {
      given.recordConnectionTimeout();
    }
  }

  @Override
  public void close() {
    metrics.close();
    if (given != null) {
      given.close();
    }
  }

  @Override
  public int used() {
    return stats.getActiveConnections();
  }

  @Override
  public int idle() {
    return stats.getIdleConnections();
  }

  /** HikariCP has no limit of its own for idle connections. */
  @Override
  public int maxIdle() {
    return stats.getMaxConnections();
  }

  @Override
  public int minIdle() {
    return stats.getMinConnections();
  }

  @Override
  public int max() {
    return stats.getMaxConnections();
  }

  @Override
  public int pending() {
    return stats.getPendingThreads();
  }
}
