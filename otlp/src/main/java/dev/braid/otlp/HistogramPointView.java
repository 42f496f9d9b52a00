/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** A flyweight over a HistogramDataPoint. See {@link MessageView}. */
public final class HistogramPointView extends DataPointView {
  private final AttributesView attributes = new AttributesView();
  private long startTimeUnixNano;
  private long timeUnixNano;
  private int flags;
  private long count;
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
  private final BytesView bucketCounts = new BytesView();
  private final BytesView explicitBounds = new BytesView();

  @Override
  void clear() {
    attributes.clear();
    startTimeUnixNano = 0;
    timeUnixNano = 0;
    flags = 0;
    count = 0;
    sum = 0;
    hasSum = false;
    min = 0;
    hasMin = false;
    max = 0;
    hasMax = false;
    exemplarFrom = 0;
    exemplarTo = 0;
    exemplarReader.reset(array, 0, 0);
    bucketCounts.clear();
    explicitBounds.clear();
  }

  @Override
  void read(ProtoReader field) {
    switch (field.tag()) {
      case Fields.HistogramPoint.ATTRIBUTES << 3 | WireType.LEN:
        attributes.include(array, field);
        break;
      case Fields.HistogramPoint.START_TIME_UNIX_NANO << 3 | WireType.FIXED64:
        startTimeUnixNano = field.value();
        break;
      case Fields.HistogramPoint.TIME_UNIX_NANO << 3 | WireType.FIXED64:
        timeUnixNano = field.value();
        break;
      case Fields.HistogramPoint.FLAGS << 3 | WireType.VARINT:
        flags = field.intValue();
        break;
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
      case Fields.HistogramPoint.EXEMPLARS << 3 | WireType.LEN:
        exemplarFrom = exemplarTo == 0 ? field.fieldStart() : exemplarFrom;
        exemplarTo = field.position();
        exemplarReader.reset(array, exemplarFrom, exemplarTo);
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
      if (exemplarReader.tag() == (Fields.HistogramPoint.EXEMPLARS << 3 | WireType.LEN)) {
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
