/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.series;

import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import dev.braid.otlp.edit.EditableMessage;
import java.util.Arrays;

/**
 * The counts of one side of an exponential histogram from bucket {@code offset} on. Immutable; no
 * zeros at either end.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/metrics/data-model/#exponential-buckets">the
 *     data model</a>
 */
record Buckets(int offset, long[] counts) {
  static final Buckets NONE = new Buckets(0, new long[0]);

  static Buckets of(int offset, long[] counts) {
    int from = 0;
    int to = counts.length;
    while (from < to && counts[from] == 0) {
      from++;
    }
    while (from < to && counts[to - 1] == 0) {
      to--;
    }
    return from == to ? NONE : new Buckets(offset + from, Arrays.copyOfRange(counts, from, to));
  }

  static Buckets read(EditableMessage point, int field) {
    EditableMessage message = point.message(field);
    if (message == null) {
      return NONE;
    }
    int offset = (int) zigZag(message.number(Fields.ExponentialPoint.BUCKETS_OFFSET));
    var packed = message.bytes(Fields.ExponentialPoint.BUCKETS_COUNTS);
    return of(offset, varints(packed.array(), packed.offset(), packed.length()));
  }

  private static long[] varints(byte[] array, int from, int length) {
    long[] values = new long[length];
    int count = 0;
    int shift = 0;
    for (int i = from; i < from + length; i++) {
      values[count] |= (long) (array[i] & 0x7f) << shift;
      shift += 7;
      if (array[i] >= 0) {
        count++;
        shift = 0;
      }
    }
    return Arrays.copyOf(values, count);
  }

  static long zigZag(long encoded) {
    return encoded >>> 1 ^ -(encoded & 1);
  }

  void write(EditableMessage point, int field) {
    if (counts.length == 0 && point.message(field) == null) {
      return;
    }
    ProtoWriter target = new ProtoWriter(16 + 10 * counts.length, ProtoWriter.MAX_BYTES);
    if (offset != 0) {
      target.sint(Fields.ExponentialPoint.BUCKETS_OFFSET, offset);
    }
    if (counts.length > 0) {
      int mark = target.begin(Fields.ExponentialPoint.BUCKETS_COUNTS);
      for (long count : counts) {
        target.writeVarint(count);
      }
      target.end(mark);
    }
    point.remove(field);
    if (target.size() > 0) {
      point.setBytes(field, target.toByteArray());
    }
  }

  /** One past the last bucket. */
  int end() {
    return offset + counts.length;
  }

  boolean isEmpty() {
    return counts.length == 0;
  }

  /** The same counts at a scale lower by {@code steps}, each of which joins pairs of buckets. */
  Buckets downscaled(int steps) {
    if (steps <= 0 || isEmpty()) {
      return this;
    }
    int shift = Math.min(steps, Integer.SIZE - 1);
    int first = offset >> shift;
    long[] joined = new long[((end() - 1) >> shift) - first + 1];
    for (int i = 0; i < counts.length; i++) {
      joined[((offset + i) >> shift) - first] += counts[i];
    }
    return new Buckets(first, joined);
  }

  /** This with {@code factor} times the counts of {@code other}, which has the same scale. */
  Buckets plus(Buckets other, int factor) {
    if (other.isEmpty()) {
      return this;
    }
    int first = isEmpty() ? other.offset : Math.min(offset, other.offset);
    int last = isEmpty() ? other.end() : Math.max(end(), other.end());
    long[] sum = new long[last - first];
    for (int i = 0; i < counts.length; i++) {
      sum[offset - first + i] += counts[i];
    }
    for (int i = 0; i < other.counts.length; i++) {
      sum[other.offset - first + i] += factor * other.counts[i];
    }
    return of(first, sum);
  }

  /** By how much the scale has to go down for both to fit {@code max} buckets. */
  int stepsToFit(Buckets other, int max) {
    if (isEmpty() && other.isEmpty()) {
      return 0;
    }
    int first =
        isEmpty() ? other.offset : other.isEmpty() ? offset : Math.min(offset, other.offset);
    int last = Math.max(isEmpty() ? other.end() : end(), other.isEmpty() ? end() : other.end()) - 1;
    int steps = 0;
    while ((last >> steps) - (first >> steps) + 1 > max) {
      steps++;
    }
    return steps;
  }

  /** Sum of the counts up to bucket {@code index}, inclusive. */
  long countUpTo(int index) {
    long sum = 0;
    for (int i = 0; i < counts.length && offset + i <= index; i++) {
      sum += counts[i];
    }
    return sum;
  }

  /** What is left above bucket {@code index}. */
  Buckets above(int index) {
    if (isEmpty() || index < offset) {
      return this;
    }
    return index >= end() - 1
        ? NONE
        : of(index + 1, Arrays.copyOfRange(counts, index + 1 - offset, counts.length));
  }

  /** Whether any count is below 0, which a subtraction can leave. */
  boolean hasNegative() {
    return Arrays.stream(counts).anyMatch(count -> count < 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Buckets buckets
        && offset == buckets.offset
        && Arrays.equals(counts, buckets.counts);
  }

  @Override
  public int hashCode() {
    return 31 * offset + Arrays.hashCode(counts);
  }
}
