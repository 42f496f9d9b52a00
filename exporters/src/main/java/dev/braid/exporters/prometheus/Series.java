/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import java.util.List;

/**
 * One point of one series.
 *
 * @param delta whether the point counts since the one before, not since the start
 */
record Series(
    Family family,
    Labels labels,
    long timeNanos,
    boolean delta,
    Point point,
    List<Exemplar> exemplars) {

  Series {
    exemplars = List.copyOf(exemplars);
  }

  long timeMillis() {
    return timeNanos / 1_000_000;
  }
}
