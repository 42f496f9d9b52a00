/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.collector.component.Environment;
import dev.braid.collector.delivery.Delivery;
import dev.braid.otlp.Batch;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The exporters that pipelines use. Used by one thread.
 *
 * <p>Where an exporter's settings change, what comes meanwhile is held back: the old one may have
 * the port or the folder that the new one wants.
 */
final class Sinks {
  /** What sends on their way get before a changed exporter's queue goes to its successor. */
  private static final Duration HAND_OVER_GRACE = Duration.ofSeconds(1);

  private final Environment environment;
  private final Map<String, Sink> running = new ConcurrentHashMap<>();
  private final Map<String, Holding> held = new LinkedHashMap<>();

  Sinks(Environment environment) {
    this.environment = environment;
    environment
        .telemetry()
        .exporterGauge(
            "exporter_queue_size",
            each -> running.forEach((name, sink) -> each.value(name, sink.queueLength())));
    environment
        .telemetry()
        .exporterGauge(
            "exporter_queue_capacity",
            each ->
                running.forEach((name, sink) -> each.value(name, sink.delivery().queueCapacity())));
  }

  /**
   * Starts what {@code plan} adds; all queues together hold a share of {@code memoryBytes}. Returns
   * where each exporter's batches go from now on.
   */
  Map<String, BatchConsumer> start(Plan plan, long memoryBytes) throws IOException {
    Map<String, BatchConsumer> heads = new LinkedHashMap<>();
    Map<String, Plan.Part<Plan.ExporterPlan>> used = used(plan);
    for (var entry : used.entrySet()) {
      String name = entry.getKey();
      Sink old = running.get(name);
      if (old != null && !old.part().isSameAs(entry.getValue())) {
        Holding holding = new Holding();
        held.put(name, holding);
        heads.put(name, holding);
      } else if (old != null) {
        heads.put(name, old.head());
      } else {
        heads.put(name, run(name, entry.getValue(), plan, memoryBytes).head());
      }
    }
    return heads;
  }

  /**
   * Ends the exporters that {@code plan} lacks and replaces those that it has otherwise. Call it
   * when no stage leads to them any more.
   *
   * @throws IOException if a replacement could not be started; its predecessor then goes on
   */
  void replace(Plan plan, long memoryBytes, Duration deadline) throws IOException {
    Map<String, Plan.Part<Plan.ExporterPlan>> used = used(plan);
    for (String name : List.copyOf(running.keySet())) {
      Sink sink = used.containsKey(name) ? null : running.remove(name);
      if (sink != null) {
        sink.end(deadline);
      }
    }
    IOException failure = null;
    for (var entry : held.entrySet()) {
      Plan.Part<Plan.ExporterPlan> part = used.get(entry.getKey());
      if (part != null) {
        IOException one = replace(entry.getKey(), part, plan, memoryBytes, entry.getValue());
        failure = one == null ? failure : one;
      }
    }
    held.clear();
    if (failure != null) {
      throw failure;
    }
  }

  private @Nullable IOException replace(
      String name, Plan.Part<Plan.ExporterPlan> part, Plan plan, long memoryBytes, Holding holding)
      throws IOException {
    Sink old = running.get(name);
    List<Batch> waiting = old == null ? List.of() : old.handOver(HAND_OVER_GRACE);
    IOException failure = null;
    Sink successor;
    try {
      successor = run(name, part, plan, memoryBytes);
    } catch (IOException | RuntimeException e) {
      failure = e instanceof IOException io ? io : new IOException(e.getMessage(), e);
      successor = run(name, old == null ? part : old.part(), plan, memoryBytes);
    }
    waiting.forEach(successor.head()::accept);
    holding.release(successor.head());
    return failure;
  }

  /** The deliveries, by the exporter's whole name. */
  Map<String, Delivery> deliveries() {
    Map<String, Delivery> deliveries = new LinkedHashMap<>();
    running.forEach((name, sink) -> deliveries.put(name, sink.delivery()));
    return Collections.unmodifiableMap(deliveries);
  }

  /** Delivers what is queued in memory until {@code endNanos}, then closes everything. */
  void close(long endNanos) {
    for (Sink sink : running.values()) {
      sink.end(Duration.ofNanos(Math.max(0, endNanos - System.nanoTime())));
    }
  }

  private Sink run(String name, Plan.Part<Plan.ExporterPlan> part, Plan plan, long memoryBytes)
      throws IOException {
    Sink sink =
        Sink.start(name, part, plan, queueBytes(used(plan).size(), memoryBytes), environment);
    running.put(name, sink);
    return sink;
  }

  /**
   * What may wait for one exporter. A single one may have all: the door then refuses before the
   * queue has to drop. Several share half, so that a dead back end leaves the others room.
   */
  private static long queueBytes(int exporters, long memoryBytes) {
    return exporters <= 1 ? memoryBytes : memoryBytes / 2 / exporters;
  }

  private static Map<String, Plan.Part<Plan.ExporterPlan>> used(Plan plan) {
    Map<String, Plan.Part<Plan.ExporterPlan>> used = new LinkedHashMap<>();
    for (Plan.Pipeline pipeline : plan.pipelines()) {
      for (String name : pipeline.exporters()) {
        Plan.Part<Plan.ExporterPlan> part = plan.components().exporters().get(name);
        if (part != null) {
          used.put(name, part);
        }
      }
    }
    return used;
  }
}
