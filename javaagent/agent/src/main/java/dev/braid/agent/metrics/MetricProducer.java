/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.metrics;

import dev.braid.otlp.ProtoWriter;

/** Something that has metrics to tell at each tick. Called on the drain thread only. */
public interface MetricProducer {
  /**
   * Writes whole ScopeMetrics fields (field 2 of ResourceMetrics), and returns how many metrics
   * they hold. What it throws is counted, and what it wrote is taken back.
   */
  int produce(ProtoWriter writer, long nowEpochNanos);
}
