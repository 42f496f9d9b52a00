/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.pipeline;

import dev.braid.otlp.Acknowledgement;
import dev.braid.otlp.Batch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of all batches that were admitted and are not settled yet. Admission counts retained
 * bytes, not heap use, which lags behind the collector's garbage. Thread-safe.
 */
public final class MemoryBudget {
  private volatile long limitBytes;
  private final AtomicLong retained = new AtomicLong();

  public MemoryBudget(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  public long limitBytes() {
    return limitBytes;
  }

  /** Changes the limit; what is admitted stays. */
  public void limit(long bytes) {
    limitBytes = bytes;
  }

  public long retainedBytes() {
    return retained.get();
  }

  /** Takes room for {@code bytes}; false if there is none. */
  boolean reserve(long bytes) {
    if (retained.addAndGet(bytes) <= limitBytes) {
      return true;
    }
    retained.addAndGet(-bytes);
    return false;
  }

  void release(long bytes) {
    retained.addAndGet(-bytes);
  }

  /** The batch, whose room is given back when it is settled. */
  Batch released(Batch batch) {
    long bytes = batch.sizeBytes();
    Acknowledgement outer = batch.acknowledgement();
    return batch.withAcknowledgement(
        Acknowledgement.root(
            failure -> {
              release(bytes);
              if (failure == null) {
                outer.succeed();
              } else {
                outer.fail(failure);
              }
            }));
  }
}
