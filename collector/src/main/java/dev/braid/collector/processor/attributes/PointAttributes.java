/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.attributes;

import dev.braid.otlp.Fields;
import dev.braid.otlp.Signal;
import dev.braid.otlp.edit.EditCursor;

/** Where the different kinds of data points have their attributes. */
public final class PointAttributes {
  private PointAttributes() {}

  /** The field of the data point on which {@code at} stands; 0 if it stands on none. */
  public static int field(EditCursor at) {
    if (at.signal() != Signal.METRICS) {
      return 0;
    }
    return switch (at.metricDataField()) {
      case Fields.Metric.GAUGE, Fields.Metric.SUM -> Fields.NumberPoint.ATTRIBUTES;
      case Fields.Metric.HISTOGRAM -> Fields.HistogramPoint.ATTRIBUTES;
      case Fields.Metric.EXPONENTIAL_HISTOGRAM -> Fields.ExponentialPoint.ATTRIBUTES;
      case Fields.Metric.SUMMARY -> Fields.SummaryPoint.ATTRIBUTES;
      default -> 0;
    };
  }
}
