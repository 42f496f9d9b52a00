/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.util.Map;

/**
 * A processor or connector at its place in the graph, counted on both sides: {@code in + created =
 * out + dropped(reason) + held}. Thread-safe as far as its consumer is.
 */
final class Stage implements BatchConsumer {
  private final BatchConsumer consumer;
  private final CounterDataPoint items;
  private final Map<Signal, Link> links;
  private final Plan.Part<?> part;

  Stage(
      BatchConsumer consumer, CounterDataPoint items, Map<Signal, Link> links, Plan.Part<?> part) {
    this.consumer = consumer;
    this.items = items;
    this.links = Map.copyOf(links);
    this.part = part;
  }

  /** Whether this stage can stay when {@code next} is asked for, with what comes after it. */
  boolean serves(Plan.Part<?> next, Map<Signal, BatchConsumer> targets) {
    return part.isSameAs(next) && links.keySet().equals(targets.keySet());
  }

  void pointAt(Map<Signal, BatchConsumer> targets) {
    targets.forEach(
        (signal, target) -> {
          Link link = links.get(signal);
          if (link != null) {
            link.pointAt(target);
          }
        });
  }

  @Override
  public void accept(Batch batch) {
    items.inc(batch.itemCount());
    consumer.accept(batch);
  }

  @Override
  public void flush() {
    consumer.flush();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
