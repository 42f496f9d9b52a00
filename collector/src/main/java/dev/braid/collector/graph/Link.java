/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.otlp.Batch;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;

/**
 * What stands behind a stage. The stage knows this object for as long as it lives; a reload points
 * it elsewhere. Thread-safe.
 */
final class Link implements BatchConsumer {
  private final CounterDataPoint items;
  private volatile BatchConsumer target;

  /** A link to {@code target} that counts what passes in {@code items}. */
  Link(BatchConsumer target, CounterDataPoint items) {
    this.target = target;
    this.items = items;
  }

  void pointAt(BatchConsumer replacement) {
    target = replacement;
  }

  @Override
  public void accept(Batch batch) {
    items.inc(batch.itemCount());
    target.accept(batch);
  }
}
