/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.connector;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.collector.component.ConnectorFactory;
import dev.braid.collector.component.ConnectorPlan;
import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** {@code forward}: joins or splits pipelines of one signal. */
public final class ForwardConnectorFactory implements ConnectorFactory {
  @Override
  public String type() {
    return "forward";
  }

  @Override
  public Map<Signal, Set<Signal>> routes() {
    Map<Signal, Set<Signal>> routes = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      routes.put(signal, Set.of(signal));
    }
    return routes;
  }

  @Override
  public ConnectorPlan prepare(String name, Section settings) {
    return (id, from, targets, environment) -> {
      BatchConsumer target = targets.get(from);
      if (target == null) {
        throw new IllegalArgumentException(id + " begins no pipeline of " + from);
      }
      return target::accept;
    };
  }
}
