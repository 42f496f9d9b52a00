/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** A flyweight over an ExponentialHistogramDataPoint. See {@link MessageView}. */
public final class ExponentialHistogramPointView extends DataPointView {
  private final AttributesView attributes = new AttributesView();
  private long startTimeUnixNano;
  private long timeUnixNano;
  private int flags;
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
  private final ProtoReader exemplarReader = new ProtoReader();
  private final ExemplarView exemplar = new ExemplarView();
  private int exemplarFrom;
  private int exemplarTo;
  private final ExponentialBucketsView positive = new ExponentialBucketsView();
  private final ExponentialBucketsView negative = new ExponentialBucketsView();

  @Override
  void clear() {
    attributes.clear();
    startTimeUnixNano = 0;
    timeUnixNano = 0;
    flags = 0;
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
    exemplarFrom = 0;
    exemplarTo = 0;
    exemplarReader.reset(array, 0, 0);
    positive.wrapNothing();
    negative.wrapNothing();
  }

  @Override
  void read(ProtoReader field) {
    switch (field.tag()) {
      case Fields.ExponentialPoint.ATTRIBUTES << 3 | WireType.LEN:
        attributes.include(array, field);
        break;
      case Fields.ExponentialPoint.START_TIME_UNIX_NANO << 3 | WireType.FIXED64:
        startTimeUnixNano = field.value();
        break;
      case Fields.ExponentialPoint.TIME_UNIX_NANO << 3 | WireType.FIXED64:
        timeUnixNano = field.value();
        break;
      case Fields.ExponentialPoint.FLAGS << 3 | WireType.VARINT:
        flags = field.intValue();
        break;
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
      case Fields.ExponentialPoint.EXEMPLARS << 3 | WireType.LEN:
        exemplarFrom = exemplarTo == 0 ? field.fieldStart() : exemplarFrom;
        exemplarTo = field.position();
        exemplarReader.reset(array, exemplarFrom, exemplarTo);
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

  @Override
  public AttributesView attributes() {
    return attributes;
  }

  @Override
  public long startTimeUnixNano() {
    return startTimeUnixNano;
  }

  @Override
  public long timeUnixNano() {
    return timeUnixNano;
  }

  @Override
  public int flags() {
    return flags;
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

  /** Moves {@link #exemplar()} to the next one; false after the last. */
  public boolean nextExemplar() {
    while (exemplarReader.next()) {
      if (exemplarReader.tag() == (Fields.ExponentialPoint.EXEMPLARS << 3 | WireType.LEN)) {
        exemplar.wrap(array, exemplarReader);
        return true;
      }
    }
    return false;
  }

  /** The one that {@link #nextExemplar()} moved to. */
  public ExemplarView exemplar() {
    return exemplar;
  }

  /** Back to before the first one. */
  public void rewindExemplars() {
    exemplarReader.reset(array, exemplarFrom, exemplarTo);
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
