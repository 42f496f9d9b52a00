/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import org.jspecify.annotations.Nullable;

/** Breaks a series into the plain samples that Prometheus's classic data model has. */
final class ClassicSamples {

  /** Finer exponential buckets would make hundreds of lines: two an octave lose little. */
  static final int MAX_PAGE_SCALE = 1;

  /** Prometheus's NaN that says a series has ended. */
  static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

  private ClassicSamples() {}

  /** Takes one sample. */
  interface Visitor {
    /**
     * Takes one sample.
     *
     * @param ending what follows the family's name, such as {@code _bucket}
     * @param label one more label, {@code le} or {@code quantile}; empty if there is none
     */
    void sample(
        String ending, String label, String labelValue, double value, @Nullable Exemplar exemplar);
  }

  static void visit(Series series, Visitor visitor) {
    Point point = series.point();
    if (point instanceof Point.Value value) {
      visitor.sample(
          "",
          "",
          "",
          value.value(),
          latest(series, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    } else if (point instanceof Point.Explicit histogram) {
      histogram(series, histogram, visitor);
    } else if (point instanceof Point.Exponential histogram) {
      histogram(series, histogram.atScale(MAX_PAGE_SCALE).toExplicit(), visitor);
    } else if (point instanceof Point.Quantiles summary) {
      for (int i = 0; i < summary.quantiles().length; i++) {
        String quantile = Numbers.label(summary.quantiles()[i]);
        visitor.sample("", "quantile", quantile, summary.values()[i], null);
      }
      visitor.sample("_sum", "", "", summary.sum(), null);
      visitor.sample("_count", "", "", summary.count(), null);
    } else {
      stale(series, visitor);
    }
  }

  private static void stale(Series series, Visitor visitor) {
    if (series.family().kind() == Kind.HISTOGRAM || series.family().kind() == Kind.SUMMARY) {
      visitor.sample("_sum", "", "", STALE, null);
      visitor.sample("_count", "", "", STALE, null);
    } else {
      visitor.sample("", "", "", STALE, null);
    }
  }

  private static void histogram(Series series, Point.Explicit histogram, Visitor visitor) {
    long cumulative = 0;
    double lower = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < histogram.bounds().length; i++) {
      double bound = histogram.bounds()[i];
      cumulative += histogram.counts()[i];
      if (bound != Double.POSITIVE_INFINITY) {
        visitor.sample(
            "_bucket", "le", Numbers.label(bound), cumulative, latest(series, lower, bound));
        lower = bound;
      }
    }
    Exemplar last = latest(series, lower, Double.POSITIVE_INFINITY);
    visitor.sample("_bucket", "le", "+Inf", histogram.count(), last);
    if (!Double.isNaN(histogram.sum())) {
      visitor.sample("_sum", "", "", histogram.sum(), null);
    }
    visitor.sample("_count", "", "", histogram.count(), null);
  }

  /** The newest exemplar in the bucket, whose upper bound belongs to it. */
  private static @Nullable Exemplar latest(Series series, double above, double upTo) {
    Exemplar latest = null;
    for (Exemplar exemplar : series.exemplars()) {
      if (exemplar.value() > above
          && exemplar.value() <= upTo
          && (latest == null || exemplar.timeMillis() > latest.timeMillis())) {
        latest = exemplar;
      }
    }
    return latest;
  }
}
