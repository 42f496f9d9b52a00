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
import dev.braid.collector.processor.edit.Editing;
import dev.braid.collector.processor.edit.EditingPlan;
import dev.braid.collector.processor.edit.EditingStage;
import dev.braid.config.ConfigNode;
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
      int end = pipeline.processors().size();
      while (end > 0) {
        int begin = beginOfRun(plan, pipeline.processors(), end);
        List<String> run = pipeline.processors().subList(begin, end);
        head =
            run.size() == 1
                ? processor(plan, pipeline, run.get(0), head, kept)
                : editing(plan, pipeline, run, head, kept);
        end = begin;
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

  /** Where the editing processors that end before {@code end} begin; at least one processor. */
  private static int beginOfRun(Plan plan, List<String> processors, int end) {
    int begin = end - 1;
    if (part(plan, processors.get(begin)).plan() instanceof EditingPlan) {
      while (begin > 0 && part(plan, processors.get(begin - 1)).plan() instanceof EditingPlan) {
        begin--;
      }
    }
    return begin;
  }

  private static Plan.Part<ProcessorPlan> part(Plan plan, String id) {
    Plan.Part<ProcessorPlan> part = plan.components().processors().get(id);
    if (part == null) {
      throw new IllegalStateException("the plan was made with faults: no processor " + id);
    }
    return part;
  }

  /** One stage for the editing processors {@code ids}, which follow each other. */
  private BatchConsumer editing(
      Plan plan,
      Plan.Pipeline pipeline,
      List<String> ids,
      BatchConsumer next,
      Map<Key, Stage> kept) {
    Signal signal = pipeline.signal();
    List<ConfigNode> written = new ArrayList<>();
    List<EditingStage.Border> borders = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      written.add(part(plan, ids.get(i)).written());
      if (i > 0) {
        Key before = new Key(pipeline.name(), ids.get(i - 1), signal);
        Key after = new Key(pipeline.name(), ids.get(i), signal);
        borders.add(
            new EditingStage.Border(
                counter("outgoing", before, signal), counter("incoming", after, signal)));
      }
    }
    String all = String.join(", ", ids);
    Plan.Part<String> whole =
        new Plan.Part<>(all, ConfigNode.list(written.get(0).position(), written));
    return stage(
        new Key(pipeline.name(), all, signal),
        ids,
        whole,
        Map.of(signal, next),
        kept,
        links -> {
          BatchConsumer out = links.getOrDefault(signal, next);
          List<Editing> edits = new ArrayList<>();
          for (String id : ids) {
            if (part(plan, id).plan() instanceof EditingPlan editing) {
              Place place = new Place(id, pipeline.name(), signal, out);
              edits.add(editing.edit(place, environment));
            }
          }
          return new EditingStage(edits, borders, out);
        });
  }

  private BatchConsumer processor(
      Plan plan, Plan.Pipeline pipeline, String id, BatchConsumer next, Map<Key, Stage> kept) {
    Plan.Part<ProcessorPlan> part = part(plan, id);
    Signal signal = pipeline.signal();
    return stage(
        new Key(pipeline.name(), id, signal),
        List.of(id),
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
        key,
        List.of(id),
        part,
        targets,
        kept,
        links -> part.plan().start(id, from, links, environment));
  }

  /** The stage of {@code key}; the first and the last of {@code ids} count what comes and goes. */
  private Stage stage(
      Key key,
      List<String> ids,
      Plan.Part<?> part,
      Map<Signal, BatchConsumer> targets,
      Map<Key, Stage> kept,
      Starter starter) {
    Stage stage = reusable(kept.get(key), part, targets);
    if (stage == null) {
      Key first = new Key(key.pipeline, ids.get(0), key.signal);
      Key last = new Key(key.pipeline, ids.get(ids.size() - 1), key.signal);
      Map<Signal, Link> links = new EnumMap<>(Signal.class);
      targets.forEach(
          (signal, target) ->
              links.put(signal, new Link(target, counter("outgoing", last, signal))));
      CounterDataPoint incoming = counter("incoming", first, key.signal);
      stage = new Stage(starter.start(Map.copyOf(links)), incoming, links, part);
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
