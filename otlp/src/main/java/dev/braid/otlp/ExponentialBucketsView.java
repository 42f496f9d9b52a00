/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import java.util.Arrays;

/**
 * The buckets of one sign of an exponential histogram. The counts are decoded into an array that is
 * reused. See {@link MessageView}.
 */
public final class ExponentialBucketsView extends MessageView {
  private long[] counts = {};
  private int count;
  private int bucketOffset;

  @Override
  void clear() {
    count = 0;
    bucketOffset = 0;
  }

  @Override
  void read(ProtoReader field) {
    switch (field.tag()) {
      case Fields.ExponentialPoint.BUCKETS_OFFSET << 3 | WireType.VARINT:
        bucketOffset = (int) ProtoReader.zigZag(field.value());
        break;
      case Fields.ExponentialPoint.BUCKETS_COUNTS << 3 | WireType.LEN:
        readCounts(field.offset(), field.offset() + field.length());
        break;
      default:
    }
  }

  private void readCounts(int from, int to) {
    if (counts.length < to - from) {
      counts = Arrays.copyOf(counts, to - from);
    }
    long value = 0;
    int shift = 0;
    for (int i = from; i < to; i++) {
      value |= (long) (array[i] & 0x7f) << shift;
      shift += 7;
      if (array[i] >= 0) {
        counts[count++] = value;
        value = 0;
        shift = 0;
      }
    }
  }

  /** Index of the first bucket: it counts values in (base^offset, base^(offset+1)]. */
  public int bucketOffset() {
    return bucketOffset;
  }

  /** Number of buckets. */
  public int bucketCount() {
    return count;
  }

  /** Number of values in the bucket {@code index} after the first. */
  public long bucketCountAt(int index) {
    return counts[index];
  }
}
