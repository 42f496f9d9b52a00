/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.edit;

import dev.braid.otlp.AnyValueView;
import dev.braid.otlp.BytesView;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoReader;
import dev.braid.otlp.ProtoWriter;
import dev.braid.otlp.WireType;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an {@link EditableMessage}, in order. Where a key comes twice, the first
 * counts. Owned by one thread; valid as long as its message. The views it returns are reused.
 *
 * <p>Iteration may edit what it stands on:
 *
 * <pre>{@code
 * attributes.rewind();
 * while (attributes.next()) {
 *   if (isSecret(attributes.key())) { attributes.removeCurrent(); }
 * }
 * }</pre>
 */
public final class EditableAttributes {
  private static final byte[] NOTHING = {};

  private final EditableMessage message;
  private final Scratch scratch;
  private final BytesView key = new BytesView();
  private final BytesView candidate = new BytesView();
  private final AnyValueView value = new AnyValueView();
  private final AnyValueView found = new AnyValueView();
  private int field;
  private int current = -1;

  EditableAttributes(EditableMessage message, Scratch scratch) {
    this.message = message;
    this.scratch = scratch;
  }

  EditableAttributes of(int number) {
    field = number;
    current = -1;
    return this;
  }

  void forget() {
    key.wrap(NOTHING, 0, 0);
    candidate.wrap(NOTHING, 0, 0);
    value.wrap(NOTHING, 0, 0);
    found.wrap(NOTHING, 0, 0);
  }

  public int size() {
    return message.count(field);
  }

  public boolean has(Key name) {
    return find(name) >= 0;
  }

  /** The value of {@code name}, or null where there is none; reused by the next call. */
  public @Nullable AnyValueView get(Key name) {
    int index = find(name);
    if (index < 0) {
      return null;
    }
    readValue(index, found);
    return found;
  }

  /** Sets {@code name}, which is replaced in its place or added at the end. */
  public void put(Key name, AnyValue replacement) {
    int index = find(name);
    if (index >= 0) {
      replace(index, name.utf8(), 0, name.utf8().length, replacement);
    } else {
      message.insert(field, encode(name.utf8(), 0, name.utf8().length, replacement));
    }
  }

  /** Adds {@code name} unless it is there. Whether it was added. */
  public boolean putIfAbsent(Key name, AnyValue addition) {
    boolean isNew = find(name) < 0;
    if (isNew) {
      message.insert(field, encode(name.utf8(), 0, name.utf8().length, addition));
    }
    return isNew;
  }

  /** Sets {@code name} if it is there. Whether it was. */
  public boolean replace(Key name, AnyValue replacement) {
    int index = find(name);
    if (index >= 0) {
      replace(index, name.utf8(), 0, name.utf8().length, replacement);
    }
    return index >= 0;
  }

  /** Removes {@code name}. Whether it was there. */
  public boolean remove(Key name) {
    int index = find(name);
    if (index >= 0) {
      message.removeAt(index);
    }
    return index >= 0;
  }

  /** Removes all. */
  public void clear() {
    message.remove(field);
  }

  /** Back to before the first attribute. */
  public EditableAttributes rewind() {
    current = -1;
    return this;
  }

  /** Moves to the next attribute; false after the last. */
  public boolean next() {
    int index = message.next(field, current + 1);
    if (index < 0) {
      return false;
    }
    current = index;
    return true;
  }

  /** The current attribute's key; reused by the next call. */
  public BytesView key() {
    readKey(current, key);
    return key;
  }

  /** The current attribute's value, of kind EMPTY where it has none; reused by the next call. */
  public AnyValueView value() {
    readValue(current, value);
    return value;
  }

  /** Replaces the current attribute's value. */
  public void setCurrent(AnyValue replacement) {
    readKey(current, candidate);
    replace(current, candidate.array(), candidate.offset(), candidate.length(), replacement);
  }

  /** Removes the current attribute; {@link #next()} moves to the one after it. */
  public void removeCurrent() {
    message.removeAt(current--);
  }

  private int find(Key name) {
    byte[] wanted = name.utf8();
    int index = message.next(field, 0);
    while (index >= 0) {
      readKey(index, candidate);
      if (candidate.contentEquals(wanted)) {
        return index;
      }
      index = message.next(field, index + 1);
    }
    return -1;
  }

  private void readKey(int index, BytesView target) {
    target.wrap(NOTHING, 0, 0);
    ProtoReader pair = enter(index);
    while (pair.next()) {
      if (pair.field() == Fields.KeyValue.KEY && pair.wireType() == WireType.LEN) {
        target.wrap(message.array(index), pair.offset(), pair.length());
        return;
      }
    }
  }

  private void readValue(int index, AnyValueView target) {
    target.wrap(NOTHING, 0, 0);
    ProtoReader pair = enter(index);
    while (pair.next()) {
      if (pair.field() == Fields.KeyValue.VALUE && pair.wireType() == WireType.LEN) {
        target.wrap(message.array(index), pair.offset(), pair.length());
      }
    }
  }

  private ProtoReader enter(int index) {
    ProtoReader at = message.read(index);
    if (at.wireType() != WireType.LEN) {
      return scratch.inner.reset(NOTHING, 0, 0);
    }
    return scratch.inner.reset(message.array(index), at.offset(), at.offset() + at.length());
  }

  private void replace(
      int index, byte[] keyArray, int keyOffset, int keyLength, AnyValue replacement) {
    message.replace(index, encode(keyArray, keyOffset, keyLength, replacement));
  }

  /** Where the scratch holds the pair from. */
  private int encode(byte[] keyArray, int keyOffset, int keyLength, AnyValue content) {
    ProtoWriter target = scratch.bytes();
    int start = target.size();
    byte[] encoded = content.encoded();
    int length = EditableMessage.fieldSize(Fields.KeyValue.VALUE, encoded.length);
    if (keyLength > 0) {
      length += EditableMessage.fieldSize(Fields.KeyValue.KEY, keyLength);
    }
    EditableMessage.appendHeader(target, field, length);
    if (keyLength > 0) {
      target.bytes(Fields.KeyValue.KEY, keyArray, keyOffset, keyLength);
    }
    target.bytes(Fields.KeyValue.VALUE, encoded, 0, encoded.length);
    return start;
  }
}
