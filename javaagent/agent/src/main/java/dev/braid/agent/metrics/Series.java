/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.metrics;

import dev.braid.agent.trace.Span;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Counts of one combination of attributes: per stripe one cell a bucket and one for the sum of
 * nanoseconds, which is exact. A tick reads while others record, so a sum may be ahead of its
 * counts by what was under way.
 */
final class Series {
  /** A stripe a core, at most as many as pay for their memory (2,000 series of 128 bytes each). */
  private static final int STRIPES = stripes(Runtime.getRuntime().availableProcessors());

  private static final int FIELDS = 5; // two halves of a trace id, span id, time, duration

  final int hash;
  final @Nullable Object[] values;
  private final int buckets;
  private final int stride;
  private final AtomicLongArray cells;

  /** Guards the exemplars; whoever does not get it does without. */
  private final AtomicInteger exemplarLock = new AtomicInteger();

  private long @Nullable [] exemplars;

  /** The tick in which a bucket got its exemplar. Racy on purpose: a stale read costs one more. */
  private int @Nullable [] exemplarTicks;

  Series(int hash, @Nullable Object[] values, int buckets) {
    this.hash = hash;
    this.values = values;
    this.buckets = buckets;
    this.stride = (buckets + 1 + 7) & ~7; // whole cache lines
    this.cells = new AtomicLongArray(stride * STRIPES);
  }

  private static int stripes(int cores) {
    return Math.min(8, Integer.highestOneBit(Math.max(1, 2 * cores - 1)));
  }

  void record(long nanos, int bucket) {
    int base = ((int) Thread.currentThread().getId() & (STRIPES - 1)) * stride;
    cells.getAndAdd(base + bucket, 1);
    cells.getAndAdd(base + buckets, nanos);
  }

  long count(int bucket) {
    long count = 0;
    for (int base = 0; base < cells.length(); base += stride) {
      count += cells.get(base + bucket);
    }
    return count;
  }

  long sumNanos() {
    return count(buckets);
  }

  boolean wantsExemplar(int bucket, int tick) {
    int[] ticks = exemplarTicks;
    return ticks == null || ticks[bucket] != tick;
  }

  void exemplar(int bucket, int tick, long nanos, long epochNanos, Span span) {
    if (!exemplarLock.compareAndSet(0, 1)) {
      return;
    }
    try {
      long[] target = exemplars;
      if (target == null) {
        target = new long[buckets * FIELDS];
        exemplars = target;
      }
      int at = bucket * FIELDS;
      target[at] = span.traceIdHigh();
      target[at + 1] = span.traceIdLow();
      target[at + 2] = span.spanId();
      target[at + 3] = epochNanos;
      target[at + 4] = nanos;
      int[] ticks = exemplarTicks;
      if (ticks == null) {
        ticks = new int[buckets];
        exemplarTicks = ticks;
      }
      ticks[bucket] = tick;
    } finally {
      exemplarLock.set(0);
    }
  }

  /** Copies a bucket's exemplar of {@code tick} to {@code target}; false if there is none. */
  boolean readExemplar(int bucket, int tick, long[] target) {
    if (!exemplarLock.compareAndSet(0, 1)) {
      return false;
    }
    try {
      int[] ticks = exemplarTicks;
      long[] source = exemplars;
      if (ticks == null || source == null || ticks[bucket] != tick) {
        return false;
      }
      System.arraycopy(source, bucket * FIELDS, target, 0, FIELDS);
      return true;
    } finally {
      exemplarLock.set(0);
    }
  }
}
