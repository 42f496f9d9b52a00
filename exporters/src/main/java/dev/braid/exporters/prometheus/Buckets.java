/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

/**
 * A dense run of exponential buckets: {@code counts[i]} counts what lies in (base^(offset+i),
 * base^(offset+i+1)]. Immutable; arrays are never written again.
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; copying would cost each point.
record Buckets(int offset, long[] counts) {

  static final Buckets EMPTY = new Buckets(0, new long[0]);

  boolean isEmpty() {
    return counts.length == 0;
  }

  /** The same counts at a scale that is lower by {@code steps}: pairs of buckets merge. */
  Buckets downscale(int steps) {
    if (steps == 0 || isEmpty()) {
      return this;
    }
    int first = offset >> steps;
    int last = (offset + counts.length - 1) >> steps;
    long[] merged = new long[last - first + 1];
    for (int i = 0; i < counts.length; i++) {
      merged[((offset + i) >> steps) - first] += counts[i];
    }
    return new Buckets(first, merged);
  }

  /** The sum of both, which have the same scale. */
  Buckets plus(Buckets other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    int first = Math.min(offset, other.offset);
    int end = Math.max(offset + counts.length, other.offset + other.counts.length);
    long[] sum = new long[end - first];
    for (int i = 0; i < counts.length; i++) {
      sum[offset - first + i] += counts[i];
    }
    for (int i = 0; i < other.counts.length; i++) {
      sum[other.offset - first + i] += other.counts[i];
    }
    return new Buckets(first, sum);
  }

  /** By how much the scale has to fall until at most {@code maxBuckets} span both runs. */
  static int stepsToFit(Buckets a, Buckets b, int maxBuckets) {
    if (a.isEmpty() || b.isEmpty()) {
      return 0;
    }
    int steps = 0;
    long first = Math.min(a.offset, b.offset);
    long last = Math.max(a.offset + a.counts.length, b.offset + b.counts.length) - 1L;
    while ((last >> steps) - (first >> steps) >= maxBuckets) {
      steps++;
    }
    return steps;
  }
}
