/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.series;

import dev.braid.otlp.Fields;
import dev.braid.otlp.edit.EditableMessage;

/** The values of an exponential histogram. */
record ExponentialPoint(Totals totals, int scale, Zero zero, Buckets positive, Buckets negative)
    implements Point {
  /** The bucket around zero. */
  record Zero(long count, double threshold) {}

  /** As OpenTelemetry's SDKs: more buckets cost memory and say little. */
  static final int MAX_BUCKETS = 160;

  private static final Totals.Layout LAYOUT =
      new Totals.Layout(
          Fields.ExponentialPoint.COUNT,
          Fields.ExponentialPoint.SUM,
          Fields.ExponentialPoint.MIN,
          Fields.ExponentialPoint.MAX);

  static ExponentialPoint read(EditableMessage part) {
    return new ExponentialPoint(
        Totals.read(part, LAYOUT),
        (int) Buckets.zigZag(part.number(Fields.ExponentialPoint.SCALE)),
        new Zero(
            part.number(Fields.ExponentialPoint.ZERO_COUNT),
            part.decimal(Fields.ExponentialPoint.ZERO_THRESHOLD)),
        Buckets.read(part, Fields.ExponentialPoint.POSITIVE),
        Buckets.read(part, Fields.ExponentialPoint.NEGATIVE));
  }

  @Override
  public void write(EditableMessage part) {
    totals.write(part, LAYOUT);
    part.setVarint(Fields.ExponentialPoint.SCALE, (long) scale << 1 ^ (long) scale >> 63);
    part.setFixed64(Fields.ExponentialPoint.ZERO_COUNT, zero.count());
    part.setFixed64(
        Fields.ExponentialPoint.ZERO_THRESHOLD, Double.doubleToRawLongBits(zero.threshold()));
    positive.write(part, Fields.ExponentialPoint.POSITIVE);
    negative.write(part, Fields.ExponentialPoint.NEGATIVE);
  }

  @Override
  public Point plus(Point later) {
    ExponentialPoint other = (ExponentialPoint) later;
    int common = Math.min(scale, other.scale);
    ExponentialPoint a = downscaled(scale - common);
    ExponentialPoint b = other.downscaled(other.scale - common);
    double threshold = Math.max(zero.threshold(), other.zero.threshold());
    a = a.widened(threshold);
    b = b.widened(threshold);
    int steps =
        Math.max(
            a.positive.stepsToFit(b.positive, MAX_BUCKETS),
            a.negative.stepsToFit(b.negative, MAX_BUCKETS));
    a = a.downscaled(steps);
    b = b.downscaled(steps);
    return new ExponentialPoint(
        totals.plus(other.totals),
        a.scale,
        new Zero(a.zero.count() + b.zero.count(), Math.max(a.zero.threshold(), b.zero.threshold())),
        a.positive.plus(b.positive, 1),
        a.negative.plus(b.negative, 1));
  }

  @Override
  public Difference minus(Point earlier) {
    ExponentialPoint other = (ExponentialPoint) earlier;
    if (totals.count() < other.totals.count()
        || zero.threshold() < other.zero.threshold()
        || scale > other.scale) {
      return new Difference.Reset();
    }
    ExponentialPoint before = other.widened(zero.threshold()).downscaled(other.scale - scale);
    ExponentialPoint result =
        new ExponentialPoint(
            totals.minus(other.totals),
            scale,
            new Zero(zero.count() - before.zero.count(), zero.threshold()),
            positive.plus(before.positive, -1),
            negative.plus(before.negative, -1));
    return result.positive.hasNegative() || result.negative.hasNegative()
        ? new Difference.Reset()
        : new Difference.Of(result);
  }

  private ExponentialPoint downscaled(int steps) {
    return steps == 0
        ? this
        : new ExponentialPoint(
            totals, scale - steps, zero, positive.downscaled(steps), negative.downscaled(steps));
  }

  /** With a zero bucket that reaches {@code threshold} and swallows what lies within. */
  private ExponentialPoint widened(double threshold) {
    if (threshold <= zero.threshold()) {
      return this;
    }
    int last = bucketOf(threshold);
    return new ExponentialPoint(
        totals,
        scale,
        new Zero(zero.count() + positive.countUpTo(last) + negative.countUpTo(last), threshold),
        positive.above(last),
        negative.above(last));
  }

  /** The bucket that holds {@code value}: its bounds are (2^(i·2^-scale), 2^((i+1)·2^-scale)]. */
  private int bucketOf(double value) {
    double factor = Math.scalb(1 / Math.log(2), scale);
    return (int) Math.ceil(Math.log(value) * factor) - 1;
  }
}
