/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.hikari;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import org.jspecify.annotations.Nullable;

/** Makes trackers that tell the agent and then the application's own tracker, if it has one. */
final class PoolTrackerFactory implements MetricsTrackerFactory {
  private final @Nullable MetricsTrackerFactory given;

  PoolTrackerFactory(@Nullable MetricsTrackerFactory given) {
    this.given = given;
  }

  @Override
  public IMetricsTracker create(String poolName, PoolStats stats) {
    return new PoolTracker(poolName, stats, given == null ? null : given.create(poolName, stats));
  }
}
