/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.otlp.Signal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which signals each defined component takes and makes. */
final class Routes {
  private final Map<String, Set<Signal>> receivers = new HashMap<>();
  private final Map<String, Set<Signal>> processors = new HashMap<>();
  private final Map<String, Set<Signal>> exporters = new HashMap<>();
  private final Map<String, Map<Signal, Set<Signal>>> connectors = new HashMap<>();

  void receiver(String id, Set<Signal> signals) {
    receivers.put(id, signals);
  }

  void processor(String id, Set<Signal> signals) {
    processors.put(id, signals);
  }

  void exporter(String id, Set<Signal> signals) {
    exporters.put(id, signals);
  }

  void connector(String id, Map<Signal, Set<Signal>> routes) {
    connectors.put(id, routes);
  }

  boolean isConnector(String id) {
    return connectors.containsKey(id);
  }

  /** Whether a connector makes {@code to} of {@code from}. */
  boolean leads(String connector, Signal from, Signal to) {
    return connectors.getOrDefault(connector, Map.of()).getOrDefault(from, Set.of()).contains(to);
  }

  /** Whether the component can bring {@code signal}; unknown ones have their fault already. */
  boolean brings(String id, Signal signal) {
    Map<Signal, Set<Signal>> connector = connectors.get(id);
    return connector == null
        ? receivers.getOrDefault(id, Set.of(signal)).contains(signal)
        : connector.values().stream().anyMatch(to -> to.contains(signal));
  }

  boolean processes(String id, Signal signal) {
    return processors.getOrDefault(id, Set.of(signal)).contains(signal);
  }

  boolean takes(String id, Signal signal) {
    Map<Signal, Set<Signal>> connector = connectors.get(id);
    return connector == null
        ? exporters.getOrDefault(id, Set.of(signal)).contains(signal)
        : connector.containsKey(signal);
  }

  /** The names that may stand at a pipeline's beginning or end. */
  Set<String> withConnectors(Collection<String> own) {
    Set<String> names = new TreeSet<>(own);
    names.addAll(connectors.keySet());
    return names;
  }

  static String name(Signal signal) {
    return signal.name().toLowerCase(Locale.ROOT);
  }
}
