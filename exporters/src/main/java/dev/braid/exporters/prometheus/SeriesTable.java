/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The latest total of each series, bounded in number and in age; sums up what comes as deltas.
 * Thread-safe: an entry changes within {@link ConcurrentHashMap#compute}.
 */
final class SeriesTable {

  /** About 1 KB each with labels and buckets: 100 MB is what a collector can give to one page. */
  static final int MAX_SERIES = 100_000;

  /** Exemplars kept of one series: one for each bucket of a usual histogram. */
  private static final int MAX_EXEMPLARS = 32;

  /** Looking for what has expired walks the table; a full one is not walked for each point. */
  private static final long SWEEP_NANOS = Duration.ofSeconds(1).toNanos();

  private final int maxSeries;
  private final long expiryNanos;
  private final LongSupplier nanoTime;
  private final ConcurrentHashMap<Key, Entry> entries = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Family> families = new ConcurrentHashMap<>();
  private final AtomicLong nextSweep;

  SeriesTable(int maxSeries, Duration expiry, LongSupplier nanoTime) {
    this.maxSeries = maxSeries;
    this.expiryNanos = expiry.toNanos();
    this.nanoTime = nanoTime;
    this.nextSweep = new AtomicLong(nanoTime.getAsLong());
  }

  /**
   * Takes a point in and returns the series' total. Null if the point is refused, which {@code
   * refusals} then says, or older than what is known.
   */
  @Nullable Series update(Series point, Refusals refusals) {
    Family known = families.putIfAbsent(point.family().name(), point.family());
    if (known != null && known.kind() != point.family().kind()) {
      refusals.add(
          point.family().name()
              + ": got a "
              + point.family().kind()
              + ", is a "
              + known.kind()
              + " already");
      return null;
    }
    Key key = new Key(point.family().name(), point.labels());
    if (entries.size() >= maxSeries && !entries.containsKey(key) && isFull()) {
      refusals.add("the table of " + maxSeries + " series is full; lower the cardinality");
      return null;
    }
    long now = nanoTime.getAsLong();
    Entry entry = entries.compute(key, (k, old) -> next(old, point, now));
    return entry.series.timeNanos() == point.timeNanos() ? entry.series : null;
  }

  private static Entry next(@Nullable Entry old, Series point, long now) {
    if (old == null) {
      return new Entry(point, now);
    }
    // The same time again is a batch sent twice: adding it twice would count twice.
    if (point.timeNanos() < old.series.timeNanos()
        || (point.delta() && point.timeNanos() == old.series.timeNanos())) {
      return old;
    }
    Point total = point.delta() ? old.series.point().plus(point.point()) : point.point();
    List<Exemplar> exemplars = new ArrayList<>(point.exemplars());
    exemplars.addAll(old.series.exemplars());
    int kept = Math.min(MAX_EXEMPLARS, exemplars.size());
    return new Entry(
        new Series(
            point.family(),
            point.labels(),
            point.timeNanos(),
            false,
            total,
            exemplars.subList(0, kept)),
        now);
  }

  /** Every series that was measured lately, in no order. */
  List<Series> live() {
    sweep();
    List<Series> live = new ArrayList<>(entries.size());
    for (Entry entry : entries.values()) {
      if (!(entry.series.point() instanceof Point.Stale)) {
        live.add(entry.series);
      }
    }
    return live;
  }

  private boolean isFull() {
    long now = nanoTime.getAsLong();
    long next = nextSweep.get();
    if (now - next >= 0 && nextSweep.compareAndSet(next, now + SWEEP_NANOS)) {
      sweep();
    }
    return entries.size() >= maxSeries;
  }

  private void sweep() {
    long now = nanoTime.getAsLong();
    entries.values().removeIf(entry -> now - entry.updatedNanos > expiryNanos);
    Set<String> used = new HashSet<>();
    for (Map.Entry<Key, Entry> entry : entries.entrySet()) {
      used.add(entry.getKey().family);
    }
    families.keySet().retainAll(used);
  }

  private record Key(String family, Labels labels) {}

  private record Entry(Series series, long updatedNanos) {}
}
