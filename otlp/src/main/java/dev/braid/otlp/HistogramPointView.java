/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** A flyweight over a HistogramDataPoint. See {@link MessageView}. */
public final class HistogramPointView extends DataPointView {
  private long count;
  private double sum;
  private boolean hasSum;
  private double min;
  private boolean hasMin;
  private double max;
  private boolean hasMax;
  private final BytesView bucketCounts = new BytesView();
  private final BytesView explicitBounds = new BytesView();

  public HistogramPointView() {
    super(
        Fields.HistogramPoint.ATTRIBUTES,
        Fields.HistogramPoint.FLAGS,
        Fields.HistogramPoint.EXEMPLARS);
  }

  @Override
  void clearValue() {
    count = 0;
    sum = 0;
    hasSum = false;
    min = 0;
    hasMin = false;
    max = 0;
    hasMax = false;
    bucketCounts.clear();
    explicitBounds.clear();
  }

  @Override
  void readValue(ProtoReader field) {
    switch (field.tag()) {
      case Fields.HistogramPoint.COUNT << 3 | WireType.FIXED64:
        count = field.value();
        break;
      case Fields.HistogramPoint.SUM << 3 | WireType.FIXED64:
        sum = field.doubleValue();
        hasSum = true;
        break;
      case Fields.HistogramPoint.MIN << 3 | WireType.FIXED64:
        min = field.doubleValue();
        hasMin = true;
        break;
      case Fields.HistogramPoint.MAX << 3 | WireType.FIXED64:
        max = field.doubleValue();
        hasMax = true;
        break;
      case Fields.HistogramPoint.BUCKET_COUNTS << 3 | WireType.LEN:
        bucketCounts.wrap(array, field);
        break;
      case Fields.HistogramPoint.EXPLICIT_BOUNDS << 3 | WireType.LEN:
        explicitBounds.wrap(array, field);
        break;
      default:
    }
  }

  public long count() {
    return count;
  }

  /** Whether {@link #sum()} was sent. */
  public boolean hasSum() {
    return hasSum;
  }

  public double sum() {
    return sum;
  }

  /** Whether {@link #min()} was sent. */
  public boolean hasMin() {
    return hasMin;
  }

  public double min() {
    return min;
  }

  /** Whether {@link #max()} was sent. */
  public boolean hasMax() {
    return hasMax;
  }

  public double max() {
    return max;
  }

  /** Number of buckets: 0, or one more than there are bounds. */
  public int bucketCount() {
    return bucketCounts.length() / 8;
  }

  /** Number of values in bucket {@code index}, not cumulative. */
  public long bucketCountAt(int index) {
    return ProtoReader.littleEndianLong(array, bucketCounts.offset() + 8 * index);
  }

  /** Number of explicit bounds. */
  public int boundCount() {
    return explicitBounds.length() / 8;
  }

  /** The inclusive upper bound of bucket {@code index}. */
  public double boundAt(int index) {
    return Double.longBitsToDouble(
        ProtoReader.littleEndianLong(array, explicitBounds.offset() + 8 * index));
  }
}
