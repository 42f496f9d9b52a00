/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** A flyweight over an ExponentialHistogramDataPoint. See {@link MessageView}. */
public final class ExponentialHistogramPointView extends DataPointView {
  private long count;
  private int scale;
  private long zeroCount;
  private double zeroThreshold;
  private double sum;
  private boolean hasSum;
  private double min;
  private boolean hasMin;
  private double max;
  private boolean hasMax;
  private final ExponentialBucketsView positive = new ExponentialBucketsView();
  private final ExponentialBucketsView negative = new ExponentialBucketsView();

  public ExponentialHistogramPointView() {
    super(
        Fields.ExponentialPoint.ATTRIBUTES,
        Fields.ExponentialPoint.FLAGS,
        Fields.ExponentialPoint.EXEMPLARS);
  }

  @Override
  void clearValue() {
    count = 0;
    scale = 0;
    zeroCount = 0;
    zeroThreshold = 0;
    sum = 0;
    hasSum = false;
    min = 0;
    hasMin = false;
    max = 0;
    hasMax = false;
    positive.wrapNothing();
    negative.wrapNothing();
  }

  @Override
  void readValue(ProtoReader field) {
    switch (field.tag()) {
      case Fields.ExponentialPoint.COUNT << 3 | WireType.FIXED64:
        count = field.value();
        break;
      case Fields.ExponentialPoint.SCALE << 3 | WireType.VARINT:
        scale = (int) ProtoReader.zigZag(field.value());
        break;
      case Fields.ExponentialPoint.ZERO_COUNT << 3 | WireType.FIXED64:
        zeroCount = field.value();
        break;
      case Fields.ExponentialPoint.ZERO_THRESHOLD << 3 | WireType.FIXED64:
        zeroThreshold = field.doubleValue();
        break;
      case Fields.ExponentialPoint.SUM << 3 | WireType.FIXED64:
        sum = field.doubleValue();
        hasSum = true;
        break;
      case Fields.ExponentialPoint.MIN << 3 | WireType.FIXED64:
        min = field.doubleValue();
        hasMin = true;
        break;
      case Fields.ExponentialPoint.MAX << 3 | WireType.FIXED64:
        max = field.doubleValue();
        hasMax = true;
        break;
      case Fields.ExponentialPoint.POSITIVE << 3 | WireType.LEN:
        positive.wrap(array, field);
        break;
      case Fields.ExponentialPoint.NEGATIVE << 3 | WireType.LEN:
        negative.wrap(array, field);
        break;
      default:
    }
  }

  public long count() {
    return count;
  }

  /** Base is 2^(2^-scale). */
  public int scale() {
    return scale;
  }

  public long zeroCount() {
    return zeroCount;
  }

  public double zeroThreshold() {
    return zeroThreshold;
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

  /** Buckets of values above the zero threshold; empty if absent. */
  public ExponentialBucketsView positive() {
    return positive;
  }

  /** Buckets of values below the negated zero threshold, by magnitude; empty if absent. */
  public ExponentialBucketsView negative() {
    return negative;
  }
}
