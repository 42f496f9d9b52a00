/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.edit;

import java.util.Arrays;

/**
 * The output of a pass before it is one array: slices in order, where a slice that begins where the
 * last one ends makes it longer. Hot: mutable, reused, owned by one thread.
 */
final class Rope {
  private static final byte[] NONE = {};
  private static final int INITIAL_SLICES = 64;

  private byte[][] arrays = new byte[INITIAL_SLICES][];
  private int[] starts = new int[INITIAL_SLICES];
  private int[] ends = new int[INITIAL_SLICES];
  private int count;
  private int length;

  /** Forgets the slices, so that they pin no arrays. */
  void clear() {
    Arrays.fill(arrays, 0, count, null);
    count = 0;
    length = 0;
  }

  /** Bytes so far. */
  int length() {
    return length;
  }

  /** Number of slices, to come back to with {@link #truncate}. */
  int count() {
    return count;
  }

  void append(byte[] array, int start, int end) {
    if (count > 0 && arrays[count - 1] == array && ends[count - 1] == start) {
      length = Math.addExact(length, end - start);
      ends[count - 1] = end;
    } else {
      add(array, start, end);
    }
  }

  /** A slice of nothing, to be {@link #fill}ed later, to which no other is joined. */
  int reserve() {
    add(NONE, 0, 0);
    return count - 1;
  }

  void fill(int slice, byte[] array, int start, int end) {
    arrays[slice] = array;
    starts[slice] = start;
    ends[slice] = end;
    length = Math.addExact(length, end - start);
  }

  /** Back to where it had {@code slices} slices of {@code bytes} bytes; the last was reserved. */
  void truncate(int slices, int bytes) {
    Arrays.fill(arrays, slices, count, null);
    count = slices;
    length = bytes;
  }

  byte[] toByteArray() {
    byte[] result = new byte[length];
    int at = 0;
    for (int i = 0; i < count; i++) {
      int size = ends[i] - starts[i];
      System.arraycopy(arrays[i], starts[i], result, at, size);
      at += size;
    }
    return result;
  }

  private void add(byte[] array, int start, int end) {
    if (count == starts.length) {
      arrays = Arrays.copyOf(arrays, 2 * count);
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    length = Math.addExact(length, end - start);
    arrays[count] = array;
    starts[count] = start;
    ends[count++] = end;
  }
}
