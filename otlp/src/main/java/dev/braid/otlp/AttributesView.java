/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import org.jspecify.annotations.Nullable;

/**
 * A flyweight over a repeated KeyValue field inside its message: iterate with {@link #next()}, or
 * look one up with {@link #find}. One thread; moved by its parent view.
 *
 * <pre>{@code
 * attributes.rewind();
 * while (attributes.next()) { use(attributes.key(), attributes.value()); }
 * }</pre>
 */
public final class AttributesView {
  private static final byte[] EMPTY = {};

  private final ProtoReader reader = new ProtoReader();
  private final ProtoReader pair = new ProtoReader();
  private final ProtoReader search = new ProtoReader();
  private final BytesView key = new BytesView();
  private final BytesView candidate = new BytesView();
  private final AnyValueView value = new AnyValueView();
  private final AnyValueView found = new AnyValueView();
  private byte[] array = EMPTY;
  private int from;
  private int to;
  private int field;

  /** Moves to the fields numbered {@code number} of the message that lies at the range. */
  public void wrap(byte[] source, int offset, int length, int number) {
    array = source;
    from = offset;
    to = offset + length;
    field = number;
    rewind();
  }

  /** Narrowed by the parent, which has seen where the first and the last pair lie. */
  void clear() {
    wrap(EMPTY, 0, 0, 0);
  }

  void include(byte[] source, ProtoReader at) {
    if (from == to) {
      array = source;
      field = at.field();
      from = at.fieldStart();
    }
    to = at.position();
    reader.reset(array, from, to);
  }

  /** Back to before the first attribute. */
  public AttributesView rewind() {
    reader.reset(array, from, to);
    return this;
  }

  /** Moves to the next attribute; false after the last. */
  public boolean next() {
    while (reader.next()) {
      if (reader.field() == field && reader.wireType() == WireType.LEN) {
        readPair(reader, key, value);
        return true;
      }
    }
    return false;
  }

  /** The current attribute's key. */
  public BytesView key() {
    return key;
  }

  /** The current attribute's value; of kind EMPTY where the pair has none. */
  public AnyValueView value() {
    return value;
  }

  public boolean isEmpty() {
    return from == to;
  }

  /** Number of attributes; walks them. */
  public int count() {
    int count = 0;
    search.reset(array, from, to);
    while (search.next()) {
      if (search.field() == field) {
        count++;
      }
    }
    return count;
  }

  /**
   * The value of the first attribute named {@code key} (UTF-8), or null. The returned view is
   * reused by the next {@code find}; iteration is not disturbed.
   */
  public @Nullable AnyValueView find(byte[] key) {
    search.reset(array, from, to);
    while (search.next()) {
      if (isPair() && findKey() && candidate.contentEquals(key)) {
        readPair(search, candidate, found);
        return found;
      }
    }
    return null;
  }

  /** Like {@link #find(byte[])}, for a key of only ASCII characters. */
  public @Nullable AnyValueView find(String asciiKey) {
    search.reset(array, from, to);
    while (search.next()) {
      if (isPair() && findKey() && candidate.contentEquals(asciiKey)) {
        readPair(search, candidate, found);
        return found;
      }
    }
    return null;
  }

  /** The text of the attribute {@code asciiKey}, or null where it is absent. */
  public @Nullable String text(String asciiKey) {
    AnyValueView match = find(asciiKey);
    return match == null ? null : match.asText();
  }

  private boolean isPair() {
    return search.field() == field && search.wireType() == WireType.LEN;
  }

  private boolean findKey() {
    candidate.clear();
    pair.reset(array, search.offset(), search.offset() + search.length());
    while (pair.next()) {
      if (pair.field() == Fields.KeyValue.KEY && pair.wireType() == WireType.LEN) {
        candidate.wrap(array, pair);
        return true;
      }
    }
    return true;
  }

  private void readPair(ProtoReader at, BytesView keyTarget, AnyValueView valueTarget) {
    keyTarget.clear();
    boolean hasValue = false;
    pair.reset(array, at.offset(), at.offset() + at.length());
    while (pair.next()) {
      if (pair.wireType() != WireType.LEN) {
        continue;
      }
      if (pair.field() == Fields.KeyValue.KEY) {
        keyTarget.wrap(array, pair);
      } else if (pair.field() == Fields.KeyValue.VALUE) {
        valueTarget.wrap(array, pair);
        hasValue = true;
      }
    }
    if (!hasValue) {
      valueTarget.wrapNothing();
    }
  }
}
