/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import java.util.Arrays;

/** What a series shows at one time. Arrays in points are never written again. */
sealed interface Point {

  /** This total and an increment; the increment alone if they do not fit together. */
  Point plus(Point delta);

  /** A counter's or gauge's value. */
  record Value(double value) implements Point {
    @Override
    public Point plus(Point delta) {
      return delta instanceof Value other ? new Value(value + other.value) : delta;
    }
  }

  /** No longer measured. */
  record Stale() implements Point {
    @Override
    public Point plus(Point delta) {
      return delta;
    }
  }

  /**
   * A histogram with explicit bounds.
   *
   * @param sum NaN if the sum is not known
   * @param counts one more than bounds, each bucket for itself
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Explicit(long count, double sum, double[] bounds, long[] counts) implements Point {
    @Override
    public Point plus(Point delta) {
      if (!(delta instanceof Explicit other)
          || !Arrays.equals(bounds, other.bounds)
          || counts.length != other.counts.length) {
        return delta;
      }
      long[] total = counts.clone();
      for (int i = 0; i < total.length; i++) {
        total[i] += other.counts[i];
      }
      return new Explicit(count + other.count, sum + other.sum, bounds, total);
    }
  }

  /** A histogram with exponential bounds, base 2^(2^-scale). */
  record Exponential(
      long count,
      double sum,
      int scale,
      double zeroThreshold,
      long zeroCount,
      Buckets positive,
      Buckets negative)
      implements Point {

    /** Twice what SDKs keep by default, so that sums of a few stay at their scale. */
    private static final int MAX_BUCKETS = 320;

    @Override
    public Point plus(Point delta) {
      if (!(delta instanceof Exponential other)) {
        return delta;
      }
      int common = Math.min(scale, other.scale);
      Exponential a = atScale(common);
      Exponential b = other.atScale(common);
      int steps =
          Math.max(
              Buckets.stepsToFit(a.positive, b.positive, MAX_BUCKETS),
              Buckets.stepsToFit(a.negative, b.negative, MAX_BUCKETS));
      a = a.atScale(common - steps);
      b = b.atScale(common - steps);
      return new Exponential(
          count + other.count,
          sum + other.sum,
          common - steps,
          Math.max(zeroThreshold, other.zeroThreshold),
          zeroCount + other.zeroCount,
          a.positive.plus(b.positive),
          a.negative.plus(b.negative));
    }

    /** The same at {@code wanted} or, if that is higher, at its own scale. */
    Exponential atScale(int wanted) {
      int steps = Math.max(0, scale - wanted);
      return steps == 0
          ? this
          : new Exponential(
              count,
              sum,
              scale - steps,
              zeroThreshold,
              zeroCount,
              positive.downscale(steps),
              negative.downscale(steps));
    }

    /** With explicit bounds, which are all powers of the base: nothing is interpolated. */
    Explicit toExplicit() {
      double base = Math.pow(2, Math.pow(2, -scale));
      int negatives = negative.counts().length;
      int positives = positive.counts().length;
      double[] bounds = new double[negatives + 1 + positives];
      long[] counts = new long[bounds.length + 1];
      int at = 0;
      for (int i = negatives - 1; i >= 0; i--) {
        // The bucket of the values from -base^(i+1) up to -base^i, which is its bound.
        bounds[at] = -Math.pow(base, negative.offset() + (double) i);
        counts[at++] = negative.counts()[i];
      }
      bounds[at] = zeroThreshold;
      counts[at++] = zeroCount;
      for (int i = 0; i < positives; i++) {
        bounds[at] = Math.pow(base, positive.offset() + i + 1.0);
        counts[at++] = positive.counts()[i];
      }
      return new Explicit(count, sum, bounds, counts);
    }
  }

  /** A summary. */
  @SuppressWarnings("ArrayRecordComponent")
  record Quantiles(long count, double sum, double[] quantiles, double[] values) implements Point {
    @Override
    public Point plus(Point delta) {
      return delta;
    }
  }
}
