/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.collector.component.ConnectorPlan;
import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Place;
import dev.braid.collector.component.ProcessorPlan;
import dev.braid.collector.pipeline.FanOut;
import dev.braid.otlp.Signal;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stages between the rings and the deliveries. Connecting another plan keeps each stage whose
 * settings are the same, with all that it holds. Used by one thread.
 *
 * <pre>
 *  ring ──▶ stage ─link▶ stage ─link▶ fan-out ──┬▶ delivery
 *                                              └▶ connector ─link▶ head of another pipeline
 * </pre>
 */
final class Graph {
  private record Key(String pipeline, String component, Signal signal) {}

  private final Environment environment;
  private Map<Key, Stage> stages = new LinkedHashMap<>();
  private Map<String, BatchConsumer> heads = new LinkedHashMap<>();

  Graph(Environment environment) {
    this.environment = environment;
  }

  /** Where a batch enters each pipeline, by the pipeline's name. */
  Map<String, BatchConsumer> heads() {
    return heads;
  }

  /**
   * Wires {@code plan} before {@code deliveries}. Returns the stages that are no longer part of the
   * graph, upstream first; the caller flushes and closes them when nothing can reach them any more.
   */
  List<BatchConsumer> connect(Plan plan, Map<String, ? extends BatchConsumer> deliveries) {
    Map<Key, Stage> kept = stages;
    stages = new LinkedHashMap<>();
    heads = new LinkedHashMap<>();
    for (Plan.Pipeline pipeline : plan.pipelines()) {
      BatchConsumer head = FanOut.to(ends(plan, pipeline, deliveries, kept));
      for (int i = pipeline.processors().size() - 1; i >= 0; i--) {
        head = processor(plan, pipeline, pipeline.processors().get(i), head, kept);
      }
      heads.put(pipeline.name(), head);
    }
    return upstreamFirst(kept);
  }

  /** All stages, upstream first. */
  List<BatchConsumer> stages() {
    return upstreamFirst(stages);
  }

  private static List<BatchConsumer> upstreamFirst(Map<Key, Stage> stages) {
    List<BatchConsumer> reversed = new ArrayList<>();
    stages.values().forEach(stage -> reversed.add(0, stage));
    return reversed;
  }

  private List<BatchConsumer> ends(
      Plan plan,
      Plan.Pipeline pipeline,
      Map<String, ? extends BatchConsumer> deliveries,
      Map<Key, Stage> kept) {
    List<BatchConsumer> ends = new ArrayList<>();
    for (String id : pipeline.exporters()) {
      Plan.Part<ConnectorPlan> connector = plan.components().connectors().get(id);
      BatchConsumer delivery = deliveries.get(id);
      if (connector != null) {
        ends.add(connector(plan, id, connector, pipeline.signal(), kept));
      } else if (delivery != null) {
        ends.add(delivery);
      }
    }
    return ends;
  }

  private BatchConsumer processor(
      Plan plan, Plan.Pipeline pipeline, String id, BatchConsumer next, Map<Key, Stage> kept) {
    Plan.Part<ProcessorPlan> part = plan.components().processors().get(id);
    if (part == null) {
      throw new IllegalStateException("the plan was made with faults: no processor " + id);
    }
    Signal signal = pipeline.signal();
    return stage(
        new Key(pipeline.name(), id, signal),
        part,
        Map.of(signal, next),
        kept,
        links -> {
          BatchConsumer out = links.getOrDefault(signal, next);
          return part.plan().start(new Place(id, pipeline.name(), signal, out), environment);
        });
  }

  private BatchConsumer connector(
      Plan plan, String id, Plan.Part<ConnectorPlan> part, Signal from, Map<Key, Stage> kept) {
    Key key = new Key("", id, from);
    Stage shared = stages.get(key);
    if (shared != null) {
      return shared;
    }
    Map<Signal, List<BatchConsumer>> begun = new EnumMap<>(Signal.class);
    for (Plan.Pipeline pipeline : plan.pipelines()) {
      BatchConsumer head = heads.get(pipeline.name());
      if (head != null && pipeline.receivers().contains(id)) {
        begun.computeIfAbsent(pipeline.signal(), signal -> new ArrayList<>()).add(head);
      }
    }
    Map<Signal, BatchConsumer> targets = new EnumMap<>(Signal.class);
    begun.forEach((signal, list) -> targets.put(signal, FanOut.to(list)));
    return stage(
        key, part, targets, kept, links -> part.plan().start(id, from, links, environment));
  }

  private Stage stage(
      Key key,
      Plan.Part<?> part,
      Map<Signal, BatchConsumer> targets,
      Map<Key, Stage> kept,
      Starter starter) {
    Stage stage = reusable(kept.get(key), part, targets);
    if (stage == null) {
      Map<Signal, Link> links = new EnumMap<>(Signal.class);
      targets.forEach(
          (signal, target) ->
              links.put(signal, new Link(target, counter("outgoing", key, signal))));
      stage =
          new Stage(
              starter.start(Map.copyOf(links)), counter("incoming", key, key.signal), links, part);
    } else {
      kept.remove(key);
    }
    stages.put(key, stage);
    return stage;
  }

  private static @Nullable Stage reusable(
      @Nullable Stage stage, Plan.Part<?> part, Map<Signal, BatchConsumer> targets) {
    if (stage == null || !stage.serves(part, targets)) {
      return null;
    }
    stage.pointAt(targets);
    return stage;
  }

  private CounterDataPoint counter(String direction, Key key, Signal signal) {
    String kind = key.pipeline.isEmpty() ? "connector" : "processor";
    return environment
        .telemetry()
        .counter(
            kind + "_" + direction + "_items",
            kind,
            key.component,
            "pipeline",
            key.pipeline,
            "otel_signal",
            Routes.name(signal));
  }

  private interface Starter {
    BatchConsumer start(Map<Signal, BatchConsumer> links);
  }
}
