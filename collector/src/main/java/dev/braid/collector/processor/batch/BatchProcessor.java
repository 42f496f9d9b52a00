/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.batch;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.otlp.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gathers batches until there are enough items or the first has waited long enough. Merging copies
 * no bytes. What it holds is bounded by {@code send_batch_size} and one batch. Thread-safe.
 */
public final class BatchProcessor implements BatchConsumer {
  private final BatchSettings settings;
  private final BatchConsumer next;
  private final ScheduledExecutorService timer;
  private final Map<String, String> metadata;
  private final Object lock = new Object();

  // All guarded by lock, which is also held while handing on, so that order is kept.
  private List<Batch> held = new ArrayList<>();
  private int heldItems;
  private @Nullable ScheduledFuture<?> deadline;

  public BatchProcessor(
      BatchSettings settings, ScheduledExecutorService timer, BatchConsumer next) {
    this(settings, timer, next, Map.of());
  }

  /** Marks what goes on with {@code metadata}, which all that comes has in common. */
  BatchProcessor(
      BatchSettings settings,
      ScheduledExecutorService timer,
      BatchConsumer next,
      Map<String, String> metadata) {
    this.metadata = metadata;
    this.settings = settings;
    this.timer = timer;
    this.next = next;
  }

  @Override
  public void accept(Batch batch) {
    synchronized (lock) {
      held.add(metadata.equals(batch.metadata()) ? batch : batch.withMetadata(metadata));
      heldItems += batch.itemCount();
      boolean waits = settings.timeout().toNanos() > 0;
      if (!waits) {
        handOn();
      } else if (heldItems >= settings.sendBatchSize()) {
        handOnFull();
      }
      if (!held.isEmpty() && deadline == null) {
        deadline = timer.schedule(this::expire, settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
      }
    }
  }

  @Override
  public void flush() {
    expire();
  }

  private void expire() {
    synchronized (lock) {
      handOn();
    }
  }

  private void handOn() {
    cancelDeadline();
    if (held.isEmpty()) {
      return;
    }
    int max = settings.sendBatchMaxSize();
    Batch merged = Batch.merge(held);
    held = new ArrayList<>();
    heldItems = 0;
    if (max == 0) {
      next.accept(merged);
    } else {
      merged.split(max).forEach(next::accept);
    }
  }

  /** Hands on whole batches and keeps what is too little for one. */
  private void handOnFull() {
    int max = settings.sendBatchMaxSize();
    if (max == 0 || heldItems <= max) {
      handOn();
      return;
    }
    cancelDeadline();
    List<Batch> parts = Batch.merge(held).split(max);
    held = new ArrayList<>();
    heldItems = 0;
    for (Batch part : parts) {
      if (part.itemCount() >= Math.max(1, settings.sendBatchSize())) {
        next.accept(part);
      } else {
        held.add(part);
        heldItems += part.itemCount();
      }
    }
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }
}
