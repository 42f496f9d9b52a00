/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.delivery;

import dev.braid.config.Section;
import java.time.Duration;

/**
 * How batches wait for a back end and are tried again.
 *
 * @param queueSize most batches that wait
 * @param consumers most batches on their way at once
 * @param isRetrying whether a retryable outcome is tried again
 * @param initialInterval wait before the second try
 * @param multiplier growth of the wait from try to try
 * @param randomization share by which a wait varies, so that senders do not march in step
 * @param maxInterval longest wait
 * @param maxElapsed age at which a batch is dropped; zero means never
 * @param sizer what the queue size counts
 */
public record DeliverySettings(
    int queueSize,
    int consumers,
    boolean isRetrying,
    Duration initialInterval,
    double multiplier,
    double randomization,
    Duration maxInterval,
    Duration maxElapsed,
    Sizer sizer) {
  /** The OpenTelemetry Collector's defaults, so that a file means the same here. */
  public static final DeliverySettings DEFAULT =
      new DeliverySettings(
          1000,
          10,
          true,
          Duration.ofSeconds(5),
          1.5,
          0.5,
          Duration.ofSeconds(30),
          Duration.ofSeconds(300),
          Sizer.REQUESTS);

  /** Reads {@code sending_queue} and {@code retry_on_failure} of an exporter's mapping. */
  public static DeliverySettings read(Section exporter) {
    Section queue = exporter.section("sending_queue");
    Section retry = exporter.section("retry_on_failure");
    boolean isQueued = queue.bool("enabled", true);
    int size = queue.integer("queue_size", DEFAULT.queueSize, 1, Integer.MAX_VALUE);
    int consumers = queue.integer("num_consumers", DEFAULT.consumers, 1, 1000);
    queue.ignored("wait_for_result", "a door answers when it has taken the batch");
    queue.ignored(
        "block_on_overflow", "no pipeline blocks; with storage a full queue makes doors refuse");
    return new DeliverySettings(
        isQueued ? size : consumers,
        consumers,
        retry.bool("enabled", true),
        retry.duration("initial_interval", DEFAULT.initialInterval),
        retry.decimal("multiplier", DEFAULT.multiplier, 1, 100),
        retry.decimal("randomization_factor", DEFAULT.randomization, 0, 1),
        retry.duration("max_interval", DEFAULT.maxInterval),
        retry.duration("max_elapsed_time", DEFAULT.maxElapsed),
        isQueued ? Sizer.read(queue) : Sizer.REQUESTS);
  }

  /**
   * The same behind a queue on disk, which bounds what comes here by itself, and where a batch
   * waits until it is delivered.
   */
  public DeliverySettings behindDisk() {
    return new DeliverySettings(
        Integer.MAX_VALUE,
        consumers,
        isRetrying,
        initialInterval,
        multiplier,
        randomization,
        maxInterval,
        Duration.ZERO,
        Sizer.REQUESTS);
  }
}
