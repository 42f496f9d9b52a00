/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.metrics;

import dev.braid.otlp.ProtoWriter;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** A producer that belongs to an application and goes with it. */
final class WeakProducer implements MetricProducer {
  private final Metrics metrics;
  private final WeakReference<MetricProducer> producer;

  WeakProducer(Metrics metrics, MetricProducer producer) {
    this.metrics = metrics;
    this.producer = new WeakReference<>(producer);
  }

  @Override
  public int produce(ProtoWriter writer, long nowEpochNanos) {
    @Nullable MetricProducer target = producer.get();
    if (target == null) {
      metrics.remove(this);
      return 0;
    }
    return target.produce(writer, nowEpochNanos);
  }
}
