/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.collector.component.Environment;
import dev.braid.collector.delivery.Delivery;
import dev.braid.collector.delivery.DiskQueue;
import dev.braid.collector.processor.batch.BatchProcessor;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where pipelines end: the exporters that are used, each behind its delivery and disk queue. */
final class Sinks {
  private static final Logger LOG = LoggerFactory.getLogger(Sinks.class);

  private final Environment environment;
  private final Map<String, Delivery> deliveries = new LinkedHashMap<>();
  private final Map<String, DiskQueue> diskQueues = new LinkedHashMap<>();
  private final Map<String, BatchConsumer> heads = new LinkedHashMap<>();

  Sinks(Environment environment) {
    this.environment = environment;
  }

  /** Starts what {@code plan} uses; all queues together hold half of {@code memoryBytes}. */
  void start(Plan plan, long memoryBytes) throws IOException {
    // Half of the budget for all queues: one dead back end must not fill the door's share.
    Map<String, Plan.Part<Plan.ExporterPlan>> exporters = plan.components().exporters();
    long queueBytes = memoryBytes / 2 / Math.max(1, exporters.size());
    List<String> used = plan.pipelines().stream().flatMap(p -> p.exporters().stream()).toList();
    for (var entry : exporters.entrySet()) {
      if (used.contains(entry.getKey())) {
        start(entry.getKey(), entry.getValue().plan(), plan, queueBytes);
      }
    }
    Map<String, LongSupplier> lengths = new LinkedHashMap<>();
    Map<String, LongSupplier> capacities = new LinkedHashMap<>();
    deliveries.forEach(
        (name, delivery) -> {
          lengths.put(name, delivery::queueLength);
          capacities.put(name, delivery::queueCapacity);
        });
    diskQueues.forEach((name, queue) -> lengths.put(name, queue::length));
    environment.telemetry().exporterGauge("exporter_queue_size", lengths);
    environment.telemetry().exporterGauge("exporter_queue_capacity", capacities);
  }

  private void start(String name, Plan.ExporterPlan exporter, Plan plan, long queueBytes)
      throws IOException {
    Optional<QueueFolder> folder = QueueFolder.of(name, exporter.storage(), plan, environment);
    Delivery delivery =
        new Delivery(
            name,
            DeadLetterFolder.before(exporter.prepared().start(), name, plan, environment),
            folder.isPresent() ? exporter.delivery().behindDisk() : exporter.delivery(),
            queueBytes,
            new Delivery.Environment(
                environment.timer(),
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble()),
            environment.telemetry());
    deliveries.put(name, delivery);
    heads.put(name, delivery);
    if (folder.isPresent()) {
      DiskQueue.Bounds bounds =
          new DiskQueue.Bounds(exporter.delivery().consumers(), queueBytes / 2);
      DiskQueue queue =
          new DiskQueue(
              name,
              folder.get().open(environment.telemetry(), delivery),
              delivery,
              bounds,
              environment.timer());
      diskQueues.put(name, queue);
      heads.put(name, queue);
    }
    exporter
        .storage()
        .batching()
        .ifPresent(
            settings ->
                heads.computeIfPresent(
                    name, (key, head) -> new BatchProcessor(settings, environment.timer(), head)));
  }

  /** What takes the batches for each exporter. */
  Map<String, BatchConsumer> heads() {
    return Collections.unmodifiableMap(heads);
  }

  Map<String, Delivery> deliveries() {
    return Collections.unmodifiableMap(deliveries);
  }

  /** Delivers what is queued in memory until {@code endNanos}, then closes everything. */
  void close(long endNanos) {
    heads.values().forEach(BatchConsumer::flush);
    try {
      for (DiskQueue queue : diskQueues.values()) {
        queue.awaitStored(left(endNanos).toMillis());
      }
      diskQueues.values().forEach(DiskQueue::close);
      for (var entry : deliveries.entrySet()) {
        if (!diskQueues.containsKey(entry.getKey()) && !entry.getValue().drain(left(endNanos))) {
          LOG.warn("exporter {} could not deliver everything before the stop", entry.getKey());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    deliveries.values().forEach(Delivery::close);
  }

  private static Duration left(long endNanos) {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }
}
