/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.collector.delivery.Delivery;
import dev.braid.collector.pipeline.MemoryBudget;
import dev.braid.collector.telemetry.Telemetry;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exporters that pipelines use, each behind its delivery. Used by one thread.
 *
 * <p>Where an exporter's settings change, what comes meanwhile is held back: the old one may have
 * the port that the new one wants.
 */
final class Deliveries {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  private record Running(Delivery delivery, Plan.Part<Plan.ExporterPlan> part) {}

  private final MemoryBudget budget;
  private final Telemetry telemetry;
  private final Delivery.Environment environment;
  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private final Map<String, Holding> held = new LinkedHashMap<>();

  Deliveries(MemoryBudget budget, Telemetry telemetry, ScheduledExecutorService timer) {
    this.budget = budget;
    this.telemetry = telemetry;
    this.environment =
        new Delivery.Environment(
            timer, System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
    telemetry.exporterGauge(
        "exporter_queue_size",
        each -> running.forEach((name, one) -> each.value(name, one.delivery.queueLength())));
    telemetry.exporterGauge(
        "exporter_queue_capacity",
        each -> running.forEach((name, one) -> each.value(name, one.delivery.queueCapacity())));
  }

  /** Starts what {@code plan} adds. Returns where each exporter's batches go from now on. */
  Map<String, BatchConsumer> start(Plan plan) throws IOException {
    Map<String, BatchConsumer> consumers = new LinkedHashMap<>();
    Map<String, Plan.Part<Plan.ExporterPlan>> used = used(plan);
    for (var entry : used.entrySet()) {
      String name = entry.getKey();
      Running old = running.get(name);
      if (old == null) {
        run(name, entry.getValue(), used.size());
      } else if (!old.part.isSameAs(entry.getValue())) {
        held.put(name, new Holding());
      }
      Running current = running.get(name);
      Holding holding = held.get(name);
      if (holding != null) {
        consumers.put(name, holding);
      } else if (current != null) {
        consumers.put(name, current.delivery);
      }
    }
    return consumers;
  }

  /**
   * Ends the exporters that {@code plan} lacks and replaces those that it has otherwise. Call it
   * when no stage leads to them any more.
   *
   * @throws IOException if a replacement could not be started; its predecessor then goes on
   */
  void replace(Plan plan, Duration deadline) throws IOException {
    Map<String, Plan.Part<Plan.ExporterPlan>> used = used(plan);
    for (String name : List.copyOf(running.keySet())) {
      if (!used.containsKey(name)) {
        remove(name, deadline);
      }
    }
    IOException failure = null;
    for (var entry : held.entrySet()) {
      String name = entry.getKey();
      Running old = running.get(name);
      remove(name, deadline);
      try {
        run(name, java.util.Objects.requireNonNull(used.get(name)), used.size());
      } catch (IOException | RuntimeException e) {
        failure = e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        if (old != null) {
          run(name, old.part, used.size());
        }
      }
      Running replacement = running.get(name);
      if (replacement != null) {
        entry.getValue().release(replacement.delivery);
      }
    }
    held.clear();
    if (failure != null) {
      throw failure;
    }
  }

  /** The deliveries, by the exporter's whole name. */
  Map<String, Delivery> all() {
    Map<String, Delivery> all = new LinkedHashMap<>();
    running.forEach((name, one) -> all.put(name, one.delivery));
    return Collections.unmodifiableMap(all);
  }

  /** Delivers what waits until then, and closes. */
  void close(long endNanos) {
    for (var entry : running.entrySet()) {
      Duration left = Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
      end(entry.getKey(), entry.getValue().delivery, left);
    }
  }

  private void run(String name, Plan.Part<Plan.ExporterPlan> part, int exporters)
      throws IOException {
    Plan.ExporterPlan plan = part.plan();
    Delivery delivery =
        new Delivery(
            name,
            plan.prepared().start(),
            plan.delivery(),
            queueBytes(exporters),
            environment,
            telemetry);
    running.put(name, new Running(delivery, part));
  }

  private void remove(String name, Duration deadline) {
    Running old = running.remove(name);
    if (old != null) {
      end(name, old.delivery, deadline);
    }
  }

  private static void end(String name, Delivery delivery, Duration deadline) {
    try {
      if (!delivery.drain(deadline)) {
        LOG.warn("exporter {} could not deliver everything before it stopped", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    delivery.close();
  }

  /**
   * What may wait for one exporter. A single one may have all: the door then refuses before the
   * queue has to drop. Several share half, so that a dead back end leaves the others room.
   */
  private long queueBytes(int exporters) {
    return exporters <= 1 ? budget.limitBytes() : budget.limitBytes() / 2 / exporters;
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
