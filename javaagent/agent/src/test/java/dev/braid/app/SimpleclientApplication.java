/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.app;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.Summary;
import java.util.concurrent.Callable;

/** Counts in the default registry and in one of its own; returns nothing of use. */
public final class SimpleclientApplication implements Callable<Object> {
  private final CollectorRegistry own = new CollectorRegistry();

  @Override
  public Object call() {
    Counter ground =
        Counter.build("mill_ground_total", "Sacks ground").labelNames("grain").register();
    ground.labels("rye").inc(3);
    ground.labels("spelt").inc();
    own.register(ground);
    Gauge.build("mill_waiting", "Requests now").register(own).set(2.5);
    Histogram seconds =
        Histogram.build("mill_seconds", "Time to grind")
            .buckets(0.1, 1)
            .labelNames("grain")
            .register(own);
    seconds.labels("rye").observe(0.05);
    seconds.labels("rye").observe(0.5);
    seconds.labels("rye").observe(0.7);
    seconds.labels("rye").observe(20);
    Summary weight =
        Summary.build("mill_weight", "Weight of a sack").quantile(0.5, 0.01).register(own);
    weight.observe(10);
    weight.observe(30);
    Counter.build("mill_sacks_created", "Named like a time").register(own).inc(4);
    Gauge.build("jvm_threads_current", "The agent's own matter").register(own).set(1);
    return this;
  }

  /** Adds a gauge of so many series. */
  public void addSeries(int count) {
    Gauge many = Gauge.build("mill_many", "Very many").labelNames("number").register(own);
    for (int i = 0; i < count; i++) {
      many.labels(Integer.toString(i)).set(i);
    }
  }

  /** Adds a collector that fails, and a gauge beside it. */
  public void addBroken() {
    Gauge.build("mill_beside_broken", "In the same registry").register(own).set(1);
    Collector broken =
        new Collector() {
          @Override
          public java.util.List<MetricFamilySamples> collect() {
            throw new IllegalStateException("broken");
          }
        };
    own.register(broken);
  }
}
