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
import dev.braid.otlp.Batch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One exporter at work and what stands before it. Used by one thread, but for the head.
 *
 * <pre>
 *  head: batching? ──▶ disk queue? ──▶ delivery (memory queue, retry) ──▶ dead letters? ──▶ exporter
 * </pre>
 */
final class Sink {
  private static final Logger LOG = LoggerFactory.getLogger(Sink.class);

  private final String name;
  private final Plan.Part<Plan.ExporterPlan> part;
  private final Delivery delivery;
  private final @Nullable DiskQueue diskQueue;
  private final BatchConsumer head;

  private Sink(
      String name,
      Plan.Part<Plan.ExporterPlan> part,
      Delivery delivery,
      @Nullable DiskQueue diskQueue,
      BatchConsumer head) {
    this.name = name;
    this.part = part;
    this.delivery = delivery;
    this.diskQueue = diskQueue;
    this.head = head;
  }

  /** Starts the exporter; at most {@code queueBytes} of its queue are in memory. */
  static Sink start(
      String name,
      Plan.Part<Plan.ExporterPlan> part,
      Plan plan,
      long queueBytes,
      Environment environment)
      throws IOException {
    Plan.ExporterPlan exporter = part.plan();
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
    DiskQueue diskQueue =
        folder.isEmpty()
            ? null
            : new DiskQueue(
                name,
                folder.get().open(environment.telemetry(), delivery),
                delivery,
                new DiskQueue.Bounds(exporter.delivery().consumers(), queueBytes / 2),
                environment.timer());
    BatchConsumer queue = diskQueue == null ? delivery : diskQueue;
    BatchConsumer head =
        exporter
            .storage()
            .batching()
            .<BatchConsumer>map(
                settings -> new BatchProcessor(settings, environment.timer(), queue))
            .orElse(queue);
    return new Sink(name, part, delivery, diskQueue, head);
  }

  Plan.Part<Plan.ExporterPlan> part() {
    return part;
  }

  Delivery delivery() {
    return delivery;
  }

  /** What takes the batches. */
  BatchConsumer head() {
    return head;
  }

  /** What waits, as the settings count it: on disk where there is a queue on disk. */
  long queueLength() {
    return diskQueue == null ? delivery.queueLength() : diskQueue.length();
  }

  /** Delivers what waits until the deadline, or leaves it on disk, then closes. */
  void end(Duration deadline) {
    try {
      if (!settle(deadline)) {
        LOG.warn("exporter {} could not deliver everything before it stopped", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    delivery.close();
  }

  /** As {@link #end}, but what is not delivered in time is returned, for a successor. */
  List<Batch> handOver(Duration deadline) {
    try {
      settle(deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return delivery.handOver();
  }

  private boolean settle(Duration deadline) throws InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    if (head != delivery && head != diskQueue) {
      head.flush();
    }
    if (diskQueue == null) {
      return delivery.drain(deadline);
    }
    diskQueue.awaitStored(Math.max(0, (end - System.nanoTime()) / 1_000_000));
    diskQueue.close();
    return true;
  }
}
