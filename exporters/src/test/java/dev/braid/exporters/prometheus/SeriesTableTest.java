/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.exporters.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SeriesTableTest {

  private static final Family COUNTER = new Family("a_total", Kind.COUNTER, "", "");

  private long now;
  private final Refusals refusals = new Refusals();
  private final SeriesTable table = new SeriesTable(2, Duration.ofMinutes(5), () -> now);

  private static Series delta(String label, long time, double value) {
    Labels labels = Labels.of(new TreeMap<>(java.util.Map.of("l", label)));
    return new Series(COUNTER, labels, time, true, new Point.Value(value), List.of());
  }

  private double value(String label, long time, double value) {
    Series total = table.update(delta(label, time, value), refusals);
    return total == null ? Double.NaN : ((Point.Value) total.point()).value();
  }

  @Test
  void deltas_areSummedUp_andABatchSentTwiceCountsOnce() {
    assertThat(value("x", 10, 3)).isEqualTo(3);
    assertThat(value("x", 20, 4)).isEqualTo(7);
    assertThat(value("x", 20, 4)).isEqualTo(7);
    assertThat(value("x", 15, 9)).isNaN();
    assertThat(value("x", 30, 1)).isEqualTo(8);
  }

  @Test
  void fullTable_refusesNewSeries_andSaysSo() {
    value("x", 1, 1);
    value("y", 1, 1);

    double third = value("z", 1, 1);

    assertThat(third).isNaN();
    assertThat(refusals.in(Outcome.delivered()))
        .isEqualTo(
            new Outcome.PartiallyRejected(
                1, "the table of 2 series is full; lower the cardinality"));
    assertThat(value("x", 2, 1)).isEqualTo(2);
  }

  @Test
  void oldSeries_makeRoom() {
    value("x", 1, 1);
    value("y", 1, 1);
    now = Duration.ofMinutes(6).toNanos();

    assertThat(value("z", 1, 1)).isEqualTo(1);
    assertThat(table.live()).hasSize(1);
  }

  @Test
  void anotherTypeOfTheSameName_isRefused() {
    value("x", 1, 1);

    Family gauge = new Family("a_total", Kind.GAUGE, "", "");
    Series other = new Series(gauge, Labels.EMPTY, 1, false, new Point.Value(1), List.of());

    assertThat(table.update(other, refusals)).isNull();
    assertThat(refusals.in(Outcome.delivered())).isInstanceOf(Outcome.PartiallyRejected.class);
  }

  @Test
  void exponentialDeltas_meetAtTheLowerScale() {
    Point.Exponential fine =
        new Point.Exponential(3, 6, 1, 0, 0, new Buckets(2, new long[] {1, 2}), Buckets.EMPTY);
    Point.Exponential coarse =
        new Point.Exponential(5, 9, 0, 0, 1, new Buckets(0, new long[] {4}), Buckets.EMPTY);

    Point.Exponential sum = (Point.Exponential) fine.plus(coarse);

    assertThat(sum.scale()).isZero();
    assertThat(sum.count()).isEqualTo(8);
    assertThat(sum.positive().offset()).isZero();
    assertThat(sum.positive().counts()).containsExactly(4, 3);
    assertThat(sum.zeroCount()).isEqualTo(1);
  }

  @Test
  void sumsOfFarApartBuckets_stayBounded() {
    Point.Exponential small =
        new Point.Exponential(1, 1, 8, 0, 0, new Buckets(-50_000, new long[] {1}), Buckets.EMPTY);
    Point.Exponential large =
        new Point.Exponential(1, 1, 8, 0, 0, new Buckets(50_000, new long[] {1}), Buckets.EMPTY);

    Point.Exponential sum = (Point.Exponential) small.plus(large);

    assertThat(sum.positive().counts().length).isBetween(100, 320);
  }
}
