/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.collector.component.CollectorState;
import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Intake;
import dev.braid.collector.component.Receiver;
import dev.braid.collector.component.ReceiverPlan;
import dev.braid.collector.durable.IngestLog;
import dev.braid.collector.pipeline.FanOut;
import dev.braid.collector.pipeline.MemoryBudget;
import dev.braid.collector.pipeline.RefusingRing;
import dev.braid.otlp.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The receivers, and the ring behind each signal of each of them. Used by one thread. */
final class Doors {
  private record Key(String receiver, Signal signal) {}

  private record Open(Receiver receiver, Plan.Part<ReceiverPlan> part, Set<Signal> signals) {
    boolean serves(Plan.Part<ReceiverPlan> next, Set<Signal> nextSignals) {
      return part.isSameAs(next) && signals.equals(nextSignals);
    }
  }

  private final Environment environment;
  private final MemoryBudget budget;
  private final CollectorState state;
  private final @Nullable IngestLog log;
  private final Map<Key, RefusingRing> rings = new LinkedHashMap<>();
  private final Map<Key, Intake> intakes = new LinkedHashMap<>();
  private final Map<String, Open> open = new LinkedHashMap<>();

  /** Doors in front of {@code log}, or of the rings where nothing is kept. */
  Doors(
      Environment environment, MemoryBudget budget, CollectorState state, @Nullable IngestLog log) {
    this.environment = environment;
    this.budget = budget;
    this.state = state;
    this.log = log;
  }

  /** Makes the way behind each door, so that a former run's batches can go it before others. */
  void prepare(Plan plan, Map<String, BatchConsumer> heads) {
    plan.components().receivers().keySet().forEach(name -> intakes(name, plan, heads));
  }

  /**
   * Closes the receivers that {@code plan} lacks or has otherwise, and points the rings of the
   * others at {@code heads}. When this returns, nothing is under way in stages that are no longer
   * in the graph.
   */
  void lead(Plan plan, Map<String, BatchConsumer> heads, Duration deadline) {
    for (String name : List.copyOf(open.keySet())) {
      Open door = open.get(name);
      if (door != null && !serves(door, name, plan, heads)) {
        door.receiver.close();
        open.remove(name);
      }
    }
    for (Key key : List.copyOf(rings.keySet())) {
      RefusingRing ring = rings.get(key);
      if (ring == null) {
        continue;
      }
      List<BatchConsumer> targets = targets(key.receiver, key.signal, plan, heads);
      if (targets.isEmpty()) {
        ring.drain(deadline);
        rings.remove(key);
        intakes.remove(key);
      } else {
        ring.pointAt(FanOut.to(targets), deadline);
      }
    }
  }

  /** Opens the receivers of {@code plan} that are not open yet. */
  void open(Plan plan, Map<String, BatchConsumer> heads) throws IOException {
    for (var entry : plan.components().receivers().entrySet()) {
      String name = entry.getKey();
      Map<Signal, Intake> intakes = intakes(name, plan, heads);
      if (intakes.isEmpty() || open.containsKey(name)) {
        continue;
      }
      Receiver receiver = entry.getValue().plan().start(intakes, environment);
      open.put(name, new Open(receiver, entry.getValue(), Set.copyOf(intakes.keySet())));
      for (Receiver.Endpoint endpoint : receiver.endpoints()) {
        state.announce(endpoint.protocol(), endpoint.host() + ":" + endpoint.port());
      }
    }
  }

  /** The receiver of that name, if it is open. */
  @Nullable Receiver receiver(String name) {
    Open found = open.get(name);
    return found == null ? null : found.receiver;
  }

  /** Closes all doors. */
  void close() {
    open.values().forEach(door -> door.receiver.close());
  }

  /** Lets the rings run dry. */
  void drain(long endNanos) {
    for (RefusingRing ring : rings.values()) {
      ring.drain(Duration.ofNanos(Math.max(0, endNanos - System.nanoTime())));
    }
  }

  private static boolean serves(
      Open door, String name, Plan plan, Map<String, BatchConsumer> heads) {
    Plan.Part<ReceiverPlan> next = plan.components().receivers().get(name);
    return next != null && door.serves(next, signals(name, plan, heads));
  }

  private static Set<Signal> signals(String receiver, Plan plan, Map<String, BatchConsumer> heads) {
    Set<Signal> signals = java.util.EnumSet.noneOf(Signal.class);
    for (Signal signal : Signal.values()) {
      if (!targets(receiver, signal, plan, heads).isEmpty()) {
        signals.add(signal);
      }
    }
    return signals;
  }

  private Map<Signal, Intake> intakes(
      String receiver, Plan plan, Map<String, BatchConsumer> heads) {
    Map<Signal, Intake> ways = new EnumMap<>(Signal.class);
    for (Signal signal : signals(receiver, plan, heads)) {
      Key key = new Key(receiver, signal);
      Intake known = intakes.get(key);
      Intake way = known != null ? known : intake(key, targets(receiver, signal, plan, heads));
      ways.put(signal, way);
    }
    return ways;
  }

  private Intake intake(Key key, List<BatchConsumer> targets) {
    RefusingRing ring = ring(key, FanOut.to(targets));
    Intake intake = log == null ? ring : log.before(key.receiver, key.signal, ring);
    rings.put(key, ring);
    intakes.put(key, intake);
    return intake;
  }

  private RefusingRing ring(Key key, BatchConsumer target) {
    String name = key.receiver + "-" + Routes.name(key.signal);
    return new RefusingRing(
        name,
        RefusingRing.SLOTS,
        budget,
        environment.telemetry().counter("pipeline_failed_batches", "pipeline", name),
        target);
  }

  private static List<BatchConsumer> targets(
      String receiver, Signal signal, Plan plan, Map<String, BatchConsumer> heads) {
    List<BatchConsumer> targets = new ArrayList<>();
    for (Plan.Pipeline pipeline : plan.pipelines()) {
      BatchConsumer head = heads.get(pipeline.name());
      if (pipeline.signal() == signal && head != null && pipeline.receivers().contains(receiver)) {
        targets.add(head);
      }
    }
    return targets;
  }
}
