/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.series;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Failure;
import dev.braid.otlp.edit.EditException;
import dev.braid.otlp.edit.Editor;
import dev.braid.otlp.edit.Rewrite;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One editor with state, which one thread at a time uses: batches go on in the order in which the
 * state has seen them.
 */
public final class SeriesStage implements BatchConsumer {
  /** An editor that can forget. */
  public interface SeriesEditor extends Editor {
    /** Forgets what was not seen for too long. */
    void expire();
  }

  private final SeriesEditor editor;
  private final BatchConsumer next;
  private final Object lock = new Object();
  // Guarded by lock, as is all that the editor knows.
  private final Rewrite rewrite;
  private @Nullable ScheduledFuture<?> expiry;

  public SeriesStage(SeriesEditor editor, BatchConsumer next) {
    this.editor = editor;
    this.next = next;
    this.rewrite = new Rewrite(List.of(editor));
  }

  /** Expires what is old again and again. */
  public SeriesStage expiringEvery(Duration interval, ScheduledExecutorService timer) {
    long nanos = interval.toNanos();
    expiry = timer.scheduleWithFixedDelay(this::expire, nanos, nanos, TimeUnit.NANOSECONDS);
    return this;
  }

  private void expire() {
    synchronized (lock) {
      editor.expire();
    }
  }

  @Override
  public void accept(Batch batch) {
    synchronized (lock) {
      Batch result;
      try {
        result = rewrite.apply(batch);
      } catch (EditException e) {
        batch.acknowledgement().fail(Failure.permanent("cannot edit the batch: " + e.getMessage()));
        return;
      }
      if (result.sizeBytes() == 0) {
        batch.acknowledgement().succeed();
      } else {
        next.accept(result);
      }
    }
  }

  @Override
  public void close() {
    if (expiry != null) {
      expiry.cancel(false);
    }
  }
}
