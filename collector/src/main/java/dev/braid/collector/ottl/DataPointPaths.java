/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import dev.braid.collector.ottl.FieldPaths.Encoding;
import dev.braid.otlp.Fields;
import dev.braid.otlp.edit.EditableMessage;
import java.util.Map;
import java.util.TreeMap;

/** The paths of data points, whose fields have other numbers in each type of metric. */
final class DataPointPaths {
  private DataPointPaths() {}

  static Map<String, Target> all() {
    Map<String, Target> paths = new TreeMap<>();
    Holder attributes =
        new Point(
            Fields.NumberPoint.ATTRIBUTES,
            Fields.HistogramPoint.ATTRIBUTES,
            Fields.ExponentialPoint.ATTRIBUTES,
            Fields.SummaryPoint.ATTRIBUTES);
    paths.put("attributes", new AttributePaths(attributes));
    Paths.time(paths, "start_time", same(Fields.NumberPoint.START_TIME_UNIX_NANO));
    Paths.time(paths, "time", same(Fields.NumberPoint.TIME_UNIX_NANO));
    paths.put(
        "value_double",
        FieldPaths.pointDouble(
            new Point(Fields.NumberPoint.AS_DOUBLE, 0, 0, 0), Fields.NumberPoint.AS_INT));
    paths.put(
        "value_int",
        FieldPaths.pointLong(
            new Point(Fields.NumberPoint.AS_INT, 0, 0, 0), Fields.NumberPoint.AS_DOUBLE));
    paths.put(
        "flags",
        FieldPaths.number(
            new Point(
                Fields.NumberPoint.FLAGS,
                Fields.HistogramPoint.FLAGS,
                Fields.ExponentialPoint.FLAGS,
                Fields.SummaryPoint.FLAGS),
            Encoding.UINT32));
    paths.put(
        "exemplars",
        FieldPaths.elements(
            "exemplars",
            new Point(
                Fields.NumberPoint.EXEMPLARS,
                Fields.HistogramPoint.EXEMPLARS,
                Fields.ExponentialPoint.EXEMPLARS,
                0)));
    aggregates(paths);
    exponential(paths);
    return paths;
  }

  private static void aggregates(Map<String, Target> paths) {
    paths.put(
        "count",
        FieldPaths.number(
            new Point(
                0,
                Fields.HistogramPoint.COUNT,
                Fields.ExponentialPoint.COUNT,
                Fields.SummaryPoint.COUNT),
            Encoding.FIXED64));
    paths.put(
        "sum",
        FieldPaths.either(
            FieldPaths.decimal(
                new Point(0, Fields.HistogramPoint.SUM, Fields.ExponentialPoint.SUM, 0)),
            FieldPaths.plainDecimal(new Point(0, 0, 0, Fields.SummaryPoint.SUM))));
    paths.put(
        "bucket_counts",
        FieldPaths.fixed64s(new Point(0, Fields.HistogramPoint.BUCKET_COUNTS, 0, 0), false));
    paths.put(
        "explicit_bounds",
        FieldPaths.fixed64s(new Point(0, Fields.HistogramPoint.EXPLICIT_BOUNDS, 0, 0), true));
    paths.put(
        "quantile_values",
        FieldPaths.elements(
            "quantile_values", new Point(0, 0, 0, Fields.SummaryPoint.QUANTILE_VALUES)));
  }

  private static void exponential(Map<String, Target> paths) {
    paths.put(
        "scale",
        FieldPaths.number(new Point(0, 0, Fields.ExponentialPoint.SCALE, 0), Encoding.ZIGZAG));
    paths.put(
        "zero_count",
        FieldPaths.number(
            new Point(0, 0, Fields.ExponentialPoint.ZERO_COUNT, 0), Encoding.FIXED64));
    buckets(paths, "positive", Fields.ExponentialPoint.POSITIVE);
    buckets(paths, "negative", Fields.ExponentialPoint.NEGATIVE);
  }

  private static void buckets(Map<String, Target> paths, String name, int side) {
    paths.put(
        name + ".offset",
        FieldPaths.number(
            new Buckets(side, Fields.ExponentialPoint.BUCKETS_OFFSET), Encoding.ZIGZAG));
    paths.put(
        name + ".bucket_counts",
        FieldPaths.varints(new Buckets(side, Fields.ExponentialPoint.BUCKETS_COUNTS)));
  }

  private static Holder same(int field) {
    return new Point(field, field, field, field);
  }

  /** A field of the data point by the type of its metric, 0 where that has none. */
  private record Point(int number, int histogram, int exponential, int summary) implements Holder {
    @Override
    public EditableMessage message(Frame frame) {
      return frame.at().part();
    }

    @Override
    public int field(Frame frame) {
      return switch (frame.at().metricDataField()) {
        case Fields.Metric.GAUGE, Fields.Metric.SUM -> number;
        case Fields.Metric.HISTOGRAM -> histogram;
        case Fields.Metric.EXPONENTIAL_HISTOGRAM -> exponential;
        case Fields.Metric.SUMMARY -> summary;
        default -> 0;
      };
    }
  }

  /** A field of one side's buckets of an exponential histogram. */
  private record Buckets(int side, int number) implements Holder {
    @Override
    public EditableMessage message(Frame frame) {
      return frame.at().part().messageOrNew(side);
    }

    @Override
    public int field(Frame frame) {
      return frame.at().metricDataField() == Fields.Metric.EXPONENTIAL_HISTOGRAM ? number : 0;
    }
  }
}
