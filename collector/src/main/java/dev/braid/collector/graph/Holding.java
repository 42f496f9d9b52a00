/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.otlp.Batch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps batches until it is known where they go. Bounded by the doors, which count what is admitted
 * and not settled. Thread-safe.
 */
final class Holding implements BatchConsumer {
  private final Object lock = new Object();
  private final List<Batch> waiting = new ArrayList<>();
  private volatile @Nullable BatchConsumer target;

  @Override
  public void accept(Batch batch) {
    BatchConsumer known = target;
    if (known == null) {
      synchronized (lock) {
        known = target;
        if (known == null) {
          waiting.add(batch);
          return;
        }
      }
    }
    known.accept(batch);
  }

  /** Hands over what waits, then all that comes, in order. */
  void release(BatchConsumer known) {
    synchronized (lock) {
      waiting.forEach(known::accept);
      waiting.clear();
      target = known;
    }
  }
}
