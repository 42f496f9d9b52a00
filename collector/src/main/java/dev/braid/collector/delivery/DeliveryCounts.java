/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.delivery;

import dev.braid.collector.telemetry.Telemetry;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What became of the items given to one exporter. Always, and with nothing waiting once the
 * delivery is closed:
 *
 * <pre>
 * enqueued = delivered + rejected + dropped(queue_full, expired, shutdown, not_retried) + waiting
 * </pre>
 *
 * Thread-safe.
 */
public final class DeliveryCounts {
  private final Telemetry telemetry;
  private final String exporter;
  private final AtomicLong enqueued = new AtomicLong();
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong waiting = new AtomicLong();

  DeliveryCounts(Telemetry telemetry, String exporter) {
    this.telemetry = telemetry;
    this.exporter = exporter;
  }

  public long enqueued() {
    return enqueued.get();
  }

  public long delivered() {
    return delivered.get();
  }

  public long rejected() {
    return rejected.get();
  }

  public long dropped() {
    return dropped.get();
  }

  public long waiting() {
    return waiting.get();
  }

  void enqueue(Batch batch) {
    enqueued.addAndGet(batch.itemCount());
    waiting.addAndGet(batch.itemCount());
  }

  /** Takes back an {@link #enqueue}: another delivery counts the batch from now on. */
  void withdraw(Batch batch) {
    enqueued.addAndGet(-batch.itemCount());
    waiting.addAndGet(-batch.itemCount());
  }

  void deliver(Batch batch, long refusedItems) {
    long refused = Math.min(refusedItems, batch.itemCount());
    delivered.addAndGet(batch.itemCount() - refused);
    rejected.addAndGet(refused);
    waiting.addAndGet(-batch.itemCount());
    count("exporter_sent", batch.signal(), batch.itemCount() - refused);
    if (refused > 0) {
      count("exporter_send_failed", batch.signal(), refused);
    }
  }

  void reject(Batch batch) {
    rejected.addAndGet(batch.itemCount());
    waiting.addAndGet(-batch.itemCount());
    count("exporter_send_failed", batch.signal(), batch.itemCount());
  }

  void drop(Batch batch, String reason) {
    dropped.addAndGet(batch.itemCount());
    waiting.addAndGet(-batch.itemCount());
    boolean wasQueued = !reason.equals("queue_full");
    String name = wasQueued ? "exporter_send_failed" : "exporter_enqueue_failed";
    count(name, batch.signal(), batch.itemCount());
    telemetry
        .items("exporter_dropped", batch.signal(), "exporter", exporter, "reason", reason)
        .inc(batch.itemCount());
  }

  private void count(String name, Signal signal, long items) {
    telemetry.items(name, signal, "exporter", exporter).inc(items);
  }
}
