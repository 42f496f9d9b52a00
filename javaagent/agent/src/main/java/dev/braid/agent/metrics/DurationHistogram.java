/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.metrics;

import dev.braid.agent.trace.AgentClock;
import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.agent.trace.Key;
import dev.braid.agent.trace.Span;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A histogram of durations with a fixed list of attributes. Recording is lock-free and allocates
 * nothing once the combination of values has been seen: a combination is looked up in an open hash
 * table that only ever grows, and counts are striped inside {@link Series}.
 *
 * <p>Past {@link #MAX_SERIES} combinations everything new goes to one series with {@code
 * otel.metric.overflow}.
 */
public final class DurationHistogram extends Metric {
  /** OpenTelemetry's cardinality limit. */
  public static final int MAX_SERIES = 2_000;

  private static final Key OVERFLOW = Key.of("otel.metric.overflow");
  private static final int FIRST_TABLE = 64;

  private final Key[] keys;
  private final DurationBounds bounds;
  private volatile @Nullable Series[] table = new @Nullable Series[FIRST_TABLE];
  private int size;
  private @Nullable Series overflow;

  /** Written by the drain thread: exemplars of older ticks are replaced. */
  private volatile int tick = 1;

  public DurationHistogram(
      InstrumentationScope scope,
      String name,
      String description,
      DurationBounds bounds,
      Key... keys) {
    super(scope, name, "s", description);
    this.bounds = bounds;
    this.keys = keys;
  }

  /**
   * Records one duration; the values are those of the keys in their order, null for absent ones.
   *
   * @param span becomes the exemplar if it is sampled
   */
  public void record(
      long nanos,
      @Nullable Span span,
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object fourth,
      @Nullable Object fifth,
      @Nullable Object sixth,
      @Nullable Object seventh,
      @Nullable Object eighth) {
    int hash = hash(first, second, third, fourth, fifth, sixth, seventh, eighth);
    Series series = find(hash, first, second, third, fourth, fifth, sixth, seventh, eighth);
    if (series == null) {
      @Nullable Object[] values = {first, second, third, fourth, fifth, sixth, seventh, eighth};
      series = add(hash, values);
    }
    int bucket = bounds.bucket(nanos);
    series.record(nanos < 0 ? 0 : nanos, bucket);
    if (span != null && span.isSampled() && series.wantsExemplar(bucket, tick)) {
      series.exemplar(bucket, tick, nanos, AgentClock.now(), span);
    }
  }

  private @Nullable Series find(
      int hash,
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object fourth,
      @Nullable Object fifth,
      @Nullable Object sixth,
      @Nullable Object seventh,
      @Nullable Object eighth) {
    @Nullable Series[] known = table;
    int mask = known.length - 1;
    for (int i = hash & mask; ; i = (i + 1) & mask) {
      Series series = known[i];
      if (series == null) {
        return null;
      }
      @Nullable Object[] values = series.values;
      if (series.hash == hash
          && Objects.equals(first, values[0])
          && Objects.equals(second, values[1])
          && Objects.equals(third, values[2])
          && Objects.equals(fourth, values[3])
          && Objects.equals(fifth, values[4])
          && Objects.equals(sixth, values[5])
          && Objects.equals(seventh, values[6])
          && Objects.equals(eighth, values[7])) {
        return series;
      }
    }
  }

  private static int hash(
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object fourth,
      @Nullable Object fifth,
      @Nullable Object sixth,
      @Nullable Object seventh,
      @Nullable Object eighth) {
    int hash = Objects.hashCode(first);
    hash = 31 * hash + Objects.hashCode(second);
    hash = 31 * hash + Objects.hashCode(third);
    hash = 31 * hash + Objects.hashCode(fourth);
    hash = 31 * hash + Objects.hashCode(fifth);
    hash = 31 * hash + Objects.hashCode(sixth);
    hash = 31 * hash + Objects.hashCode(seventh);
    hash = 31 * hash + Objects.hashCode(eighth);
    return hash ^ hash >>> 16;
  }

  private synchronized Series add(int hash, @Nullable Object[] values) {
    Series raced =
        find(
            hash, values[0], values[1], values[2], values[3], values[4], values[5], values[6],
            values[7]);
    if (raced != null) {
      return raced;
    }
    if (size >= MAX_SERIES) {
      Series shared = overflow;
      if (shared == null) {
        shared = new Series(0, new @Nullable Object[] {true}, bounds.buckets());
        overflow = shared;
      }
      return shared;
    }
    Series series = new Series(hash, values, bounds.buckets());
    size++;
    // A copy, so that a reader never meets a half-filled table; the volatile write publishes it.
    @Nullable Series[] next =
        new @Nullable Series[table.length < 2 * size ? 2 * table.length : table.length];
    for (Series known : table) {
      if (known != null) {
        insert(next, known);
      }
    }
    insert(next, series);
    table = next;
    return series;
  }

  private static void insert(@Nullable Series[] target, Series series) {
    int mask = target.length - 1;
    int i = series.hash & mask;
    while (target[i] != null) {
      i = (i + 1) & mask;
    }
    target[i] = series;
  }

  /** How many combinations have a series of their own. */
  public synchronized int seriesCount() {
    return size;
  }

  private synchronized @Nullable Series overflow() {
    return overflow;
  }

  @Override
  int writePoints(ProtoWriter writer, long startEpochNanos, long nowEpochNanos) {
    int histogram = writer.begin(Fields.Metric.HISTOGRAM, 3);
    int points = 0;
    int ended = tick;
    tick = ended + 1;
    for (Series series : table) {
      if (series != null) {
        write(writer, series, keys, ended, startEpochNanos, nowEpochNanos);
        points++;
      }
    }
    Series shared = overflow();
    if (shared != null) {
      Key[] overflowKeys = {OVERFLOW};
      write(writer, shared, overflowKeys, ended, startEpochNanos, nowEpochNanos);
      points++;
    }
    writer.varint(Fields.MetricData.AGGREGATION_TEMPORALITY, CUMULATIVE);
    writer.end(histogram);
    return points;
  }

  private void write(
      ProtoWriter writer, Series series, Key[] names, int ended, long start, long now) {
    HistogramPointEncoder.write(writer, series, names, bounds, ended, start, now);
  }
}
