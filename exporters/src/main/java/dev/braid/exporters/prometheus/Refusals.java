/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import dev.braid.exporters.Outcome;

/** Counts the data points of one batch that Prometheus cannot take. Used by one thread. */
final class Refusals {

  private long points;
  private String firstReason = "";

  void add(String reason) {
    if (points++ == 0) {
      firstReason = reason;
    }
  }

  /** {@code outcome}, or what it means with these refusals. */
  Outcome in(Outcome outcome) {
    return points > 0 && outcome instanceof Outcome.Delivered
        ? new Outcome.PartiallyRejected(points, firstReason)
        : outcome;
  }
}
