/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import dev.braid.otlp.Fields;
import dev.braid.otlp.edit.EditableMessage;
import org.jspecify.annotations.Nullable;

/** A field of a metric's data, as far as data of that type has it. */
record MetricDataHolder(int number) implements Holder {
  @Override
  public @Nullable EditableMessage message(Frame frame) {
    return frame.at().metricData();
  }

  @Override
  public int field(Frame frame) {
    int data = frame.at().metricDataField();
    boolean has =
        switch (number) {
          case Fields.MetricData.AGGREGATION_TEMPORALITY ->
              data != Fields.Metric.GAUGE && data != Fields.Metric.SUMMARY;
          case Fields.MetricData.IS_MONOTONIC -> data == Fields.Metric.SUM;
          default -> true;
        };
    return has ? number : 0;
  }

  /** The type of the metric as METRIC_DATA_TYPE_* numbers it. */
  static Long typeOf(Frame frame) {
    return switch (frame.at().metricDataField()) {
      case Fields.Metric.GAUGE -> 1L;
      case Fields.Metric.SUM -> 2L;
      case Fields.Metric.HISTOGRAM -> 3L;
      case Fields.Metric.EXPONENTIAL_HISTOGRAM -> 4L;
      case Fields.Metric.SUMMARY -> 5L;
      default -> 0L;
    };
  }
}
