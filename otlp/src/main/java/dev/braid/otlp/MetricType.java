/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import org.jspecify.annotations.Nullable;

/** The kind of data that a metric holds. */
public enum MetricType {
  GAUGE,
  SUM,
  HISTOGRAM,
  EXPONENTIAL_HISTOGRAM,
  SUMMARY;

  /** The type whose data lies in field {@code number} of a Metric; null for other fields. */
  static @Nullable MetricType ofField(int number) {
    switch (number) {
      case Fields.Metric.GAUGE:
        return GAUGE;
      case Fields.Metric.SUM:
        return SUM;
      case Fields.Metric.HISTOGRAM:
        return HISTOGRAM;
      case Fields.Metric.EXPONENTIAL_HISTOGRAM:
        return EXPONENTIAL_HISTOGRAM;
      case Fields.Metric.SUMMARY:
        return SUMMARY;
      default:
        return null;
    }
  }
}
