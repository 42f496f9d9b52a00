/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.deltatocumulative;

import dev.braid.collector.processor.attributes.PointAttributes;
import dev.braid.collector.processor.series.Point;
import dev.braid.collector.processor.series.SeriesIdentity;
import dev.braid.collector.processor.series.SeriesStage.SeriesEditor;
import dev.braid.collector.processor.series.SeriesTable;
import dev.braid.collector.processor.series.Temporality;
import dev.braid.collector.telemetry.Telemetry;
import dev.braid.otlp.Fields;
import dev.braid.otlp.edit.EditCursor;
import dev.braid.otlp.edit.EditableMessage;
import dev.braid.otlp.edit.Level;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes each delta point the sum of all points of its series so far. A point that overlaps what was
 * counted already is dropped: its share cannot be known. Used by one thread at a time.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/metrics/data-model/#sums-delta-to-cumulative">
 *     the data model</a>
 */
final class DeltaToCumulativeEditor implements SeriesEditor {
  private static final class Series {
    long start;
    long time;
    @Nullable Point sum;
  }

  private static final String DATAPOINTS = "deltatocumulative_datapoints";

  private final SeriesTable<Series> table;
  private final Duration maxStale;
  private final Clock clock;
  private final CounterDataPoint added;
  private final CounterDataPoint overLimit;
  private final CounterDataPoint olderStart;
  private final CounterDataPoint outOfOrder;
  private boolean converts;

  DeltaToCumulativeEditor(Duration maxStale, int maxStreams, Clock clock, Telemetry telemetry) {
    this.table = new SeriesTable<>(maxStreams);
    this.maxStale = maxStale;
    this.clock = clock;
    added = telemetry.counter(DATAPOINTS, "error", "");
    overLimit = telemetry.counter(DATAPOINTS, "error", "limit");
    olderStart = telemetry.counter(DATAPOINTS, "error", "delta.ErrOlderStart");
    outOfOrder = telemetry.counter(DATAPOINTS, "error", "delta.ErrOutOfOrder");
  }

  @Override
  public boolean visits(Level level) {
    return level == Level.ITEM || level == Level.PART;
  }

  @Override
  public boolean item(EditCursor at) {
    EditableMessage data = at.metricData();
    converts =
        data != null
            && Point.isOf(at.metricDataField())
            && data.number(Fields.MetricData.AGGREGATION_TEMPORALITY) == Temporality.DELTA;
    if (converts && data != null) {
      data.setVarint(Fields.MetricData.AGGREGATION_TEMPORALITY, Temporality.CUMULATIVE);
    }
    return true;
  }

  @Override
  public boolean part(EditCursor at) {
    return !converts || add(at);
  }

  private boolean add(EditCursor at) {
    SeriesIdentity identity = SeriesIdentity.of(at, PointAttributes.field(at), 0);
    Series series = table.find(identity, now(), Series::new);
    if (series == null) {
      overLimit.inc();
      return false;
    }
    EditableMessage part = at.part();
    // All kinds of points have their times in these fields.
    long start = part.number(Fields.NumberPoint.START_TIME_UNIX_NANO);
    long time = part.number(Fields.NumberPoint.TIME_UNIX_NANO);
    Point point = Point.read(at.metricDataField(), part);
    Point before = series.sum;
    if (before == null) {
      series.start = start;
      series.sum = point;
    } else if (Long.compareUnsigned(start, series.start) < 0) {
      olderStart.inc();
      return false;
    } else if (Long.compareUnsigned(time, series.time) <= 0) {
      outOfOrder.inc();
      return false;
    } else {
      Point sum = before.plus(point);
      // Points that cannot be added begin the series anew.
      series.start = sum == point ? start : series.start;
      series.sum = sum;
      sum.write(part);
      part.setFixed64(Fields.NumberPoint.START_TIME_UNIX_NANO, series.start);
    }
    series.time = time;
    added.inc();
    return true;
  }

  @Override
  public void expire() {
    table.expire(now(), maxStale.toNanos());
  }

  private long now() {
    return TimeUnit.MILLISECONDS.toNanos(clock.millis());
  }
}
