/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.series;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A bounded table of series. Not thread-safe: its owner holds a lock.
 *
 * @param <S> what is known of a series; mutable
 */
public final class SeriesTable<S> {
  /**
   * Series where nothing else is said: 4 million of 200 bytes and more would fill the heap of a
   * usual collector, a tenth of that does not.
   */
  public static final int DEFAULT_MAX_SERIES = 400_000;

  private static final class Entry<S> {
    final S state;
    long seenNanos;

    Entry(S state) {
      this.state = state;
    }
  }

  private final Map<SeriesIdentity, Entry<S>> series = new HashMap<>();
  private final int maxSeries;

  public SeriesTable(int maxSeries) {
    this.maxSeries = maxSeries;
  }

  /**
   * The state of {@code identity}, which is made if it is new; null if there is no room for another
   * series.
   */
  public @Nullable S find(SeriesIdentity identity, long nowNanos, Supplier<S> made) {
    Entry<S> entry = series.get(identity);
    if (entry == null) {
      if (series.size() >= maxSeries) {
        return null;
      }
      entry = new Entry<>(made.get());
      series.put(identity, entry);
    }
    entry.seenNanos = nowNanos;
    return entry.state;
  }

  /** Forgets series that were not seen for longer than {@code maxAgeNanos}. Returns how many. */
  public int expire(long nowNanos, long maxAgeNanos) {
    int before = series.size();
    Iterator<Entry<S>> entries = series.values().iterator();
    while (entries.hasNext()) {
      if (nowNanos - entries.next().seenNanos > maxAgeNanos) {
        entries.remove();
      }
    }
    return before - series.size();
  }

  public int size() {
    return series.size();
  }
}
