/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

/** How the drain thread makes batches. Immutable. */
public final class DrainSettings {
  final int maxSpans;
  final int maxLogs;
  final long spanLingerNanos;
  final long logLingerNanos;
  final long metricIntervalNanos;

  /** Times in milliseconds; an interval of 0 means no metrics. */
  public DrainSettings(
      int maxSpans,
      int maxLogs,
      long spanLingerMillis,
      long logLingerMillis,
      long metricIntervalMillis) {
    this.maxSpans = maxSpans;
    this.maxLogs = maxLogs;
    this.spanLingerNanos = spanLingerMillis * 1_000_000;
    this.logLingerNanos = logLingerMillis * 1_000_000;
    this.metricIntervalNanos = metricIntervalMillis * 1_000_000;
  }
}
