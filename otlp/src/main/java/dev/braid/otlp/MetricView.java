/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import org.jspecify.annotations.Nullable;

/**
 * A flyweight over a Metric. Its points are walked with {@link #nextPoint()}; the view of the
 * metric's own type then stands on the point:
 *
 * <pre>{@code
 * while (metric.nextPoint()) {
 *   switch (metric.type()) { case SUM: use(metric.numberPoint()); ... }
 * }
 * }</pre>
 *
 * See {@link MessageView}.
 */
public final class MetricView extends MessageView {
  private final BytesView name = new BytesView();
  private final BytesView description = new BytesView();
  private final BytesView unit = new BytesView();
  private final AttributesView metadata = new AttributesView();
  private final ProtoReader points = new ProtoReader();
  private final NumberPointView numberPoint = new NumberPointView();
  private final HistogramPointView histogramPoint = new HistogramPointView();
  private final ExponentialHistogramPointView exponentialHistogramPoint =
      new ExponentialHistogramPointView();
  private final SummaryPointView summaryPoint = new SummaryPointView();
  private @Nullable MetricType type;
  private int dataFrom;
  private int dataTo;
  private int temporality;
  private boolean monotonic;

  @Override
  void clear() {
    name.clear();
    description.clear();
    unit.clear();
    metadata.clear();
    type = null;
    dataFrom = 0;
    dataTo = 0;
    temporality = 0;
    monotonic = false;
    points.reset(array, 0, 0);
  }

  @Override
  void read(ProtoReader field) {
    if (field.wireType() != WireType.LEN) {
      return;
    }
    switch (field.field()) {
      case Fields.Metric.NAME:
        name.wrap(array, field);
        break;
      case Fields.Metric.DESCRIPTION:
        description.wrap(array, field);
        break;
      case Fields.Metric.UNIT:
        unit.wrap(array, field);
        break;
      case Fields.Metric.METADATA:
        metadata.include(array, field);
        break;
      default:
        readData(field);
    }
  }

  private void readData(ProtoReader field) {
    MetricType found = MetricType.ofField(field.field());
    if (found == null) {
      return;
    }
    type = found;
    temporality = 0;
    monotonic = false;
    dataFrom = field.offset();
    dataTo = dataFrom + field.length();
    points.reset(array, dataFrom, dataTo);
    while (points.next()) {
      if (points.tag() == (Fields.MetricData.AGGREGATION_TEMPORALITY << 3 | WireType.VARINT)) {
        temporality = points.intValue();
      } else if (points.tag() == (Fields.MetricData.IS_MONOTONIC << 3 | WireType.VARINT)) {
        monotonic = points.value() != 0;
      }
    }
    rewindPoints();
  }

  public BytesView name() {
    return name;
  }

  public BytesView description() {
    return description;
  }

  /** The unit in UCUM notation. */
  public BytesView unit() {
    return unit;
  }

  public AttributesView metadata() {
    return metadata;
  }

  /** What it measures; null if the metric has no data. */
  public @Nullable MetricType type() {
    return type;
  }

  /** 0 unspecified (as for gauges and summaries), 1 delta, 2 cumulative. */
  public int aggregationTemporality() {
    return temporality;
  }

  /** Whether a SUM never decreases. */
  public boolean isMonotonic() {
    return monotonic;
  }

  /** Back to before the first data point. */
  public void rewindPoints() {
    points.reset(array, dataFrom, dataTo);
  }

  /** Moves to the next data point; false after the last. */
  public boolean nextPoint() {
    MetricType current = type;
    while (current != null && points.next()) {
      if (points.tag() == (Fields.MetricData.DATA_POINTS << 3 | WireType.LEN)) {
        pointOf(current).wrap(array, points);
        return true;
      }
    }
    return false;
  }

  /** What the current point has in common with points of all types; only if there is a type. */
  public DataPointView point() {
    MetricType current = type;
    return current == null ? numberPoint : pointOf(current);
  }

  private DataPointView pointOf(MetricType current) {
    switch (current) {
      case HISTOGRAM:
        return histogramPoint;
      case EXPONENTIAL_HISTOGRAM:
        return exponentialHistogramPoint;
      case SUMMARY:
        return summaryPoint;
      default:
        return numberPoint;
    }
  }

  /** The current point of a GAUGE or SUM. */
  public NumberPointView numberPoint() {
    return numberPoint;
  }

  /** The current point of a HISTOGRAM. */
  public HistogramPointView histogramPoint() {
    return histogramPoint;
  }

  /** The current point of an EXPONENTIAL_HISTOGRAM. */
  public ExponentialHistogramPointView exponentialHistogramPoint() {
    return exponentialHistogramPoint;
  }

  /** The current point of a SUMMARY. */
  public SummaryPointView summaryPoint() {
    return summaryPoint;
  }
}
