/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.series;

import dev.braid.otlp.Fields;
import dev.braid.otlp.edit.EditableMessage;

/**
 * The values of a data point apart from its times. Immutable. Points of one series have the same
 * class, unless a sender changes its mind.
 */
public sealed interface Point permits NumberPoint, HistogramPoint, ExponentialPoint {
  /** The values of the data point {@code part}, one of a metric whose data is in {@code field}. */
  static Point read(int field, EditableMessage part) {
    return switch (field) {
      case Fields.Metric.SUM -> NumberPoint.read(part);
      case Fields.Metric.HISTOGRAM -> HistogramPoint.read(part);
      case Fields.Metric.EXPONENTIAL_HISTOGRAM -> ExponentialPoint.read(part);
      default -> throw new IllegalArgumentException("no series of metric data in field " + field);
    };
  }

  /** Whether a metric whose data is in {@code field} has such points. */
  static boolean isOf(int field) {
    return field == Fields.Metric.SUM
        || field == Fields.Metric.HISTOGRAM
        || field == Fields.Metric.EXPONENTIAL_HISTOGRAM;
  }

  /** Puts the values into {@code part}. */
  void write(EditableMessage part);

  /** Both together, or {@code later} alone where they cannot be added. */
  Point plus(Point later);

  /** What has come since {@code earlier}. */
  Difference minus(Point earlier);

  /** The outcome of a subtraction. */
  sealed interface Difference {
    /** What has come. */
    record Of(Point point) implements Difference {}

    /** The series began anew. */
    record Reset() implements Difference {}

    /** The two have different buckets. */
    record Mismatch() implements Difference {}
  }
}
