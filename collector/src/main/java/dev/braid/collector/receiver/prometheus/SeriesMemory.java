/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.prometheus;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is remembered of a target's points between scrapes: since when each counts up, and which
 * were there last time. Bounded by what the last page held. Used by one scrape at a time.
 */
final class SeriesMemory {
  /** Kinds of OTLP points. */
  enum Shape {
    GAUGE,
    SUM,
    INFO,
    HISTOGRAM,
    SUMMARY
  }

  /** Which point. */
  record Key(String metric, Shape shape, Map<String, String> labels) {}

  private record Known(long startNanos, double last) {}

  private Map<Key, Known> before = new LinkedHashMap<>();
  private Map<Key, Known> now = new LinkedHashMap<>();

  /**
   * Since when the point counts: the first time that it was seen, and again when it falls.
   *
   * @param value what only grows: the sum of a counter, the count of a histogram
   */
  long start(Key key, double value, long epochNanos) {
    Known known = before.get(key);
    long start = known == null || value < known.last ? epochNanos : known.startNanos;
    now.put(key, new Known(start, value));
    return start;
  }

  /** The points that were there last time and are not now. Ends a scrape. */
  Map<Key, Long> gone() {
    Map<Key, Long> gone = new HashMap<>();
    before.forEach(
        (key, known) -> {
          if (!now.containsKey(key)) {
            gone.put(key, known.startNanos);
          }
        });
    before = now;
    now = new LinkedHashMap<>();
    return gone;
  }

  /** Points of this scrape that were not in the one before. */
  int added() {
    int added = 0;
    for (Key key : now.keySet()) {
      added += before.containsKey(key) ? 0 : 1;
    }
    return added;
  }
}
