/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.cumulativetodelta;

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
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes each cumulative point of a monotonic sum or a histogram the difference to the one before.
 * Used by one thread at a time.
 */
final class CumulativeToDeltaEditor implements SeriesEditor {
  private static final class Series {
    long time;
    @Nullable Point last;
  }

  private final CumulativeToDeltaSettings settings;
  private final SeriesTable<Series> table = new SeriesTable<>(SeriesTable.DEFAULT_MAX_SERIES);
  private final Clock clock;
  private final Telemetry telemetry;
  private final long startedNanos;
  private boolean converts;

  CumulativeToDeltaEditor(CumulativeToDeltaSettings settings, Clock clock, Telemetry telemetry) {
    this.settings = settings;
    this.clock = clock;
    this.telemetry = telemetry;
    this.startedNanos = now();
  }

  @Override
  public boolean visits(Level level) {
    return level == Level.ITEM || level == Level.PART;
  }

  @Override
  public boolean item(EditCursor at) {
    int field = at.metricDataField();
    EditableMessage data = at.metricData();
    converts =
        data != null
            && Point.isOf(field)
            && data.number(Fields.MetricData.AGGREGATION_TEMPORALITY) == Temporality.CUMULATIVE
            && (field != Fields.Metric.SUM || data.number(Fields.MetricData.IS_MONOTONIC) != 0)
            && settings.selects(at.item().text(Fields.Metric.NAME), field);
    if (converts && data != null) {
      data.setVarint(Fields.MetricData.AGGREGATION_TEMPORALITY, Temporality.DELTA);
    }
    return true;
  }

  @Override
  public boolean part(EditCursor at) {
    // A value that is no number says that there is none, and goes on as it is.
    return !converts || isNotANumber(at) || subtract(at);
  }

  private static boolean isNotANumber(EditCursor at) {
    int sum =
        switch (at.metricDataField()) {
          case Fields.Metric.SUM -> Fields.NumberPoint.AS_DOUBLE;
          case Fields.Metric.HISTOGRAM -> Fields.HistogramPoint.SUM;
          default -> Fields.ExponentialPoint.SUM;
        };
    return at.part().has(sum) && Double.isNaN(at.part().decimal(sum));
  }

  private boolean subtract(EditCursor at) {
    EditableMessage part = at.part();
    // All kinds of points have their times in these fields.
    long start = part.number(Fields.NumberPoint.START_TIME_UNIX_NANO);
    long time = part.number(Fields.NumberPoint.TIME_UNIX_NANO);
    SeriesIdentity identity = SeriesIdentity.of(at, PointAttributes.field(at), start);
    Series series = table.find(identity, now(), Series::new);
    if (series == null) {
      return drop("limit");
    }
    Point point = Point.read(at.metricDataField(), part);
    Point before = series.last;
    long beforeTime = series.time;
    series.last = point;
    series.time = time;
    if (before == null) {
      return keepsFirst(start, time) || drop("initial");
    }
    Point.Difference difference = point.minus(before);
    if (difference instanceof Point.Difference.Mismatch) {
      return drop("bucket_mismatch");
    }
    if (difference instanceof Point.Difference.Of of) {
      of.point().write(part);
    } else if (at.metricDataField() != Fields.Metric.HISTOGRAM) {
      return drop("reset");
    }
    part.setFixed64(Fields.NumberPoint.START_TIME_UNIX_NANO, beforeTime);
    return true;
  }

  private boolean keepsFirst(long start, long time) {
    return switch (settings.initialValue()) {
      case KEEP -> true;
      case DROP -> false;
      case AUTO -> Long.compareUnsigned(start, startedNanos) >= 0 && time != start;
    };
  }

  private boolean drop(String reason) {
    telemetry.counter("cumulativetodelta_datapoints_dropped", "reason", reason).inc();
    return false;
  }

  @Override
  public void expire() {
    table.expire(now(), settings.maxStaleness().toNanos());
  }

  private long now() {
    return TimeUnit.MILLISECONDS.toNanos(clock.millis());
  }
}
