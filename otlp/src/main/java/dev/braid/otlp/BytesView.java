/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import java.nio.charset.StandardCharsets;

/**
 * A flyweight over a string or bytes field where it lies. Owned by one thread and moved by its
 * parent view: use it before the parent moves, or take a copy ({@link #toString()}, {@link
 * #toByteArray()}). Absent fields are empty.
 */
public final class BytesView {
  private static final byte[] EMPTY = {};

  private byte[] array = EMPTY;
  private int offset;
  private int length;

  /** Places the view; the range is trusted. */
  public BytesView wrap(byte[] source, int from, int count) {
    array = source;
    offset = from;
    length = count;
    return this;
  }

  void wrap(byte[] source, ProtoReader reader) {
    wrap(source, reader.offset(), reader.length());
  }

  void clear() {
    length = 0;
  }

  public byte[] array() {
    return array;
  }

  public int offset() {
    return offset;
  }

  /** Length in bytes. */
  public int length() {
    return length;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /** The bytes as UTF-8 text. */
  @Override
  public String toString() {
    return length == 0 ? "" : new String(array, offset, length, StandardCharsets.UTF_8);
  }

  public byte[] toByteArray() {
    byte[] copy = new byte[length];
    System.arraycopy(array, offset, copy, 0, length);
    return copy;
  }

  /** The bytes as lower-case hex digits, the text form of ids. */
  public String hex() {
    StringBuilder digits = new StringBuilder(2 * length);
    Hex.append(array, offset, length, digits);
    return digits.toString();
  }

  /** Eight bytes from {@code index} as one big-endian number, as {@link TraceId} keeps ids. */
  public long longAt(int index) {
    if (index < 0 || index + 8 > length) {
      throw new IndexOutOfBoundsException(index + "+8 of " + length);
    }
    return Hex.bigEndian(array, offset + index);
  }

  public boolean contentEquals(byte[] other) {
    return contentEquals(other, 0, other.length);
  }

  public boolean contentEquals(byte[] other, int from, int count) {
    if (count != length) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (array[offset + i] != other[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the bytes spell {@code ascii}, which has only characters below 128. */
  public boolean contentEquals(String ascii) {
    if (ascii.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (array[offset + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** A hash of the content, equal for equal content. */
  public int contentHash() {
    int hash = 1;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }
}
