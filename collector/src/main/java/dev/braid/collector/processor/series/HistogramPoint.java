/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.series;

import dev.braid.otlp.BytesView;
import dev.braid.otlp.Fields;
import dev.braid.otlp.edit.EditableMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The values of a histogram with explicit bounds.
 *
 * @param bounds as they are encoded, to be compared
 */
record HistogramPoint(Totals totals, long[] counts, byte[] bounds) implements Point {
  private static final Totals.Layout LAYOUT =
      new Totals.Layout(
          Fields.HistogramPoint.COUNT,
          Fields.HistogramPoint.SUM,
          Fields.HistogramPoint.MIN,
          Fields.HistogramPoint.MAX);

  static HistogramPoint read(EditableMessage part) {
    Totals totals = Totals.read(part, LAYOUT);
    byte[] bounds = part.bytes(Fields.HistogramPoint.EXPLICIT_BOUNDS).toByteArray();
    BytesView packed = part.bytes(Fields.HistogramPoint.BUCKET_COUNTS);
    long[] counts = new long[packed.length() / Long.BYTES];
    buffer(packed.array(), packed.offset(), packed.length()).asLongBuffer().get(counts);
    return new HistogramPoint(totals, counts, bounds);
  }

  private static ByteBuffer buffer(byte[] array, int offset, int length) {
    return ByteBuffer.wrap(array, offset, length - length % Long.BYTES)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void write(EditableMessage part) {
    totals.write(part, LAYOUT);
    byte[] packed = new byte[counts.length * Long.BYTES];
    buffer(packed, 0, packed.length).asLongBuffer().put(counts);
    part.setBytes(Fields.HistogramPoint.BUCKET_COUNTS, packed);
    part.setBytes(Fields.HistogramPoint.EXPLICIT_BOUNDS, bounds);
  }

  private boolean hasBucketsOf(HistogramPoint other) {
    return counts.length == other.counts.length && Arrays.equals(bounds, other.bounds);
  }

  @Override
  public Point plus(Point later) {
    HistogramPoint other = (HistogramPoint) later;
    return hasBucketsOf(other)
        ? new HistogramPoint(totals.plus(other.totals), counts(other, 1), bounds)
        : other;
  }

  @Override
  public Difference minus(Point earlier) {
    HistogramPoint other = (HistogramPoint) earlier;
    if (!hasBucketsOf(other)) {
      return new Difference.Mismatch();
    }
    return totals.count() < other.totals.count()
        ? new Difference.Reset()
        : new Difference.Of(
            new HistogramPoint(totals.minus(other.totals), counts(other, -1), bounds));
  }

  private long[] counts(HistogramPoint other, int factor) {
    long[] result = counts.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] += factor * other.counts[i];
    }
    return result;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HistogramPoint point
        && totals.equals(point.totals)
        && Arrays.equals(counts, point.counts)
        && Arrays.equals(bounds, point.bounds);
  }

  @Override
  public int hashCode() {
    return 31 * totals.hashCode() + Arrays.hashCode(counts);
  }
}
