/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** A flyweight over the elements of an ArrayValue. One thread; moved by its parent. */
public final class ArrayView {
  private static final byte[] EMPTY = {};

  private final ProtoReader reader = new ProtoReader();
  private final AnyValueView value = new AnyValueView();
  private byte[] array = EMPTY;
  private int offset;
  private int length;

  void wrap(byte[] source, int from, int count) {
    array = source;
    offset = from;
    length = count;
    rewind();
  }

  /** Back to before the first element. */
  public ArrayView rewind() {
    reader.reset(array, offset, offset + length);
    return this;
  }

  /** Moves to the next element; false after the last. */
  public boolean next() {
    while (reader.next()) {
      if (reader.field() == Fields.AnyValue.VALUES && reader.wireType() == WireType.LEN) {
        value.wrap(array, reader);
        return true;
      }
    }
    return false;
  }

  /** The current element. */
  public AnyValueView value() {
    return value;
  }
}
