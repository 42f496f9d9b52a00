/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.edit;

import dev.braid.otlp.BytesView;
import dev.braid.otlp.ProtoReader;
import dev.braid.otlp.ProtoWriter;
import dev.braid.otlp.WireType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A mutable overlay over one message: its fields are found at the first access, and what is set is
 * encoded aside and read from there from then on. Hot: reused, owned by one thread, and valid only
 * while the cursor stays where it is.
 *
 * <p>Field numbers are those of {@link dev.braid.otlp.Fields}, and the setter names the encoding
 * that the schema gives the field. Getters return the default (0, "", nothing) for what is absent;
 * setters leave out what has the default value, as proto3 does, unless they say otherwise. New
 * fields stand in the order of their numbers, so that canonical bytes stay canonical.
 */
public final class EditableMessage {
  private static final byte[] NOTHING = {};
  private static final int INITIAL_FIELDS = 24;
  private static final int NONE = -1;

  private final Scratch scratch;
  private final BytesView bytes = new BytesView();
  private final EditableAttributes attributes;
  private @Nullable EditableMessage parent;
  private byte[] source = NOTHING;
  private int from;
  private int to;
  private boolean parsed;
  private boolean edited;

  private int count;
  private int[] numbers = new int[INITIAL_FIELDS];
  private byte[][] arrays = new byte[INITIAL_FIELDS][];
  private int[] starts = new int[INITIAL_FIELDS];
  private int[] ends = new int[INITIAL_FIELDS];
  private @Nullable EditableMessage[] children = new @Nullable EditableMessage[INITIAL_FIELDS];
  private int measured;

  EditableMessage(Scratch scratch) {
    this.scratch = scratch;
    this.attributes = new EditableAttributes(this, scratch);
  }

  EditableMessage wrap(@Nullable EditableMessage owner, byte[] array, int start, int end) {
    parent = owner;
    source = array;
    from = start;
    to = end;
    parsed = false;
    edited = false;
    return this;
  }

  /** Lets go of the arrays it has read, which would otherwise live as long as this does. */
  void forget() {
    wrap(null, NOTHING, 0, 0);
    Arrays.fill(arrays, null);
    Arrays.fill(children, null);
    bytes.wrap(NOTHING, 0, 0);
    attributes.forget();
  }

  /** Whether anything was set or removed, here or in a nested message. */
  public boolean isEdited() {
    return edited;
  }

  /** Whether the field is there, be it with its default value. */
  public boolean has(int field) {
    int index = last(field);
    return index != NONE && (ends[index] > starts[index] || isEditedChild(index));
  }

  private boolean isEditedChild(int index) {
    EditableMessage child = children[index];
    return child != null && child.edited;
  }

  /** Number of elements of a repeated field of messages or strings. */
  public int count(int field) {
    parse();
    int elements = 0;
    for (int i = 0; i < count; i++) {
      elements += numbers[i] == field ? 1 : 0;
    }
    return elements;
  }

  /** The value of a varint, fixed64 or (unsigned) fixed32 field; sint32 as its number. */
  public long number(int field) {
    int index = last(field);
    return index == NONE ? 0 : read(index).value();
  }

  /** The value of a double field. */
  public double decimal(int field) {
    return Double.longBitsToDouble(number(field));
  }

  /** The content of a string, bytes or packed field; reused by the next call. */
  public BytesView bytes(int field) {
    int index = last(field);
    if (index == NONE || !has(field)) {
      return bytes.wrap(NOTHING, 0, 0);
    }
    settle(index);
    ProtoReader at = read(index);
    boolean isMessage = at.wireType() == WireType.LEN;
    return bytes.wrap(arrays[index], isMessage ? at.offset() : 0, isMessage ? at.length() : 0);
  }

  /** The value of a string field. */
  public String text(int field) {
    return bytes(field).toString();
  }

  /** Sets a bool, enum, int32, int64, uint32 or uint64 field. */
  public void setVarint(int field, long value) {
    if (value == 0) {
      remove(field);
      return;
    }
    int start = scratch.bytes().size();
    scratch.bytes().varint(field, value);
    put(field, start);
  }

  /** Sets a fixed64 field. */
  public void setFixed64(int field, long value) {
    if (value == 0) {
      remove(field);
    } else {
      setPresentFixed64(field, value);
    }
  }

  /** Sets a fixed64, sfixed64 field with presence, which is there even if it is 0. */
  public void setPresentFixed64(int field, long value) {
    int start = scratch.bytes().size();
    scratch.bytes().fixed64(field, value);
    put(field, start);
  }

  /** Sets a double field, which is there even if it is 0. */
  public void setDecimal(int field, double value) {
    setPresentFixed64(field, Double.doubleToRawLongBits(value));
  }

  /** Sets a fixed32 field. */
  public void setFixed32(int field, int value) {
    if (value == 0) {
      remove(field);
      return;
    }
    int start = scratch.bytes().size();
    scratch.bytes().fixed32(field, value);
    put(field, start);
  }

  /** Sets a string field. */
  public void setText(int field, String value) {
    if (value.isEmpty()) {
      remove(field);
      return;
    }
    int start = scratch.bytes().size();
    scratch.bytes().string(field, value);
    put(field, start);
  }

  /** Sets a bytes field, or a packed one to its encoded elements. */
  public void setBytes(int field, byte[] value) {
    if (value.length == 0) {
      remove(field);
      return;
    }
    int start = scratch.bytes().size();
    scratch.bytes().bytes(field, value);
    put(field, start);
  }

  /** Sets a field that is an AnyValue, such as the body of a log record. */
  public void setValue(int field, AnyValue value) {
    int start = scratch.bytes().size();
    scratch.bytes().bytes(field, value.encoded());
    put(field, start);
  }

  /** Adds an element, which is an encoded message, to a repeated field. */
  public void add(int field, byte[] message) {
    int start = scratch.bytes().size();
    scratch.bytes().bytes(field, message);
    insert(field, start);
  }

  /** Removes a field, all elements of it if it is repeated. Whether there was one. */
  public boolean remove(int field) {
    parse();
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (numbers[i] != field) {
        move(i, kept++);
      }
    }
    boolean found = kept < count;
    count = kept;
    if (found) {
      touch();
    }
    return found;
  }

  /** The message in {@code field}, or null where there is none. */
  public @Nullable EditableMessage message(int field) {
    return has(field) ? child(last(field)) : null;
  }

  /** The message in {@code field}; where there is none, an empty one that is added once edited. */
  public EditableMessage messageOrNew(int field) {
    int index = last(field);
    if (index == NONE) {
      index = makePlace(field);
      arrays[index] = NOTHING;
      starts[index] = 0;
      ends[index] = 0;
      children[index] = scratch.message().wrap(this, NOTHING, 0, 0);
    }
    return child(index);
  }

  /** The attributes in the repeated {@code field}; valid until the next call. */
  public EditableAttributes attributes(int field) {
    return attributes.of(field);
  }

  /**
   * Walks the elements of a repeated field of messages and keeps those for which {@code editor}
   * returns true; it may edit other fields of this message, but not this one. Returns how many it
   * has removed.
   */
  public int retain(int field, PartEditor editor) {
    parse();
    int removed = 0;
    for (int i = next(field, 0); i >= 0; i = next(field, i + 1)) {
      int inUse = scratch.messagesInUse();
      boolean fresh = children[i] == null;
      EditableMessage part = child(i);
      boolean stays = editor.edit(part);
      i = placeOf(part, i);
      if (!stays) {
        removeAt(i--);
        removed++;
      } else if (!part.edited && fresh && scratch.messagesInUse() == inUse + 1) {
        children[i] = null;
        scratch.releaseMessages(inUse);
      }
    }
    return removed;
  }

  /** Where {@code part} is now: the editor may have added or removed fields around it. */
  private int placeOf(EditableMessage part, int before) {
    int index = before;
    if (index >= count || children[index] != part) {
      index = 0;
      while (children[index] != part) {
        index++;
      }
    }
    return index;
  }

  /** What happens to one element of a repeated field. */
  public interface PartEditor {
    /** May edit {@code part}; false removes it. */
    boolean edit(EditableMessage part);
  }

  // What follows is for the package: fields by their place.

  /** The place of the next {@code field} from {@code index} on, or -1. */
  int next(int field, int index) {
    parse();
    for (int i = index; i < count; i++) {
      if (numbers[i] == field) {
        return i;
      }
    }
    return NONE;
  }

  /** The scratch's reader, standing on the field at {@code index}. */
  ProtoReader read(int index) {
    scratch.reader.reset(arrays[index], starts[index], ends[index]).next();
    return scratch.reader;
  }

  byte[] array(int index) {
    return arrays[index];
  }

  void removeAt(int index) {
    for (int i = index + 1; i < count; i++) {
      move(i, i - 1);
    }
    count--;
    touch();
  }

  /** Replaces the field at {@code index} with what the scratch holds from {@code start} on. */
  void replace(int index, int start) {
    ProtoWriter written = scratch.bytes();
    arrays[index] = written.array();
    starts[index] = Math.min(start, written.size());
    ends[index] = written.size();
    children[index] = null;
    touch();
  }

  /** Adds {@code field}, which the scratch holds from {@code start} on. Returns its place. */
  int insert(int field, int start) {
    int index = makePlace(field);
    replace(index, start);
    return index;
  }

  private int makePlace(int field) {
    parse();
    int index = count;
    while (index > 0 && numbers[index - 1] > field) {
      index--;
    }
    makeRoom();
    for (int i = count; i > index; i--) {
      move(i - 1, i);
    }
    count++;
    numbers[index] = field;
    return index;
  }

  /** Number of bytes of the content as it is now; to be called before {@link #appendTo}. */
  int measure() {
    if (!edited) {
      measured = to - from;
      return measured;
    }
    int size = 0;
    for (int i = 0; i < count; i++) {
      EditableMessage child = children[i];
      boolean isNew = child != null && child.edited;
      size += isNew ? fieldSize(numbers[i], child.measure()) : ends[i] - starts[i];
    }
    measured = size;
    return size;
  }

  static int fieldSize(int field, int length) {
    return ProtoWriter.varintSize((long) field << 3) + ProtoWriter.varintSize(length) + length;
  }

  /** Appends the content. */
  void appendTo(Rope rope) {
    if (!edited) {
      rope.append(source, from, to);
      return;
    }
    appendFields(rope, 0, Integer.MAX_VALUE);
  }

  /** Appends this message as {@code field} of another. */
  void appendTo(Rope rope, int field) {
    measure();
    appendMeasured(rope, field);
  }

  private void appendMeasured(Rope rope, int field) {
    int start = scratch.bytes().size();
    appendHeader(scratch.bytes(), field, measured);
    rope.append(scratch.bytes().array(), start, scratch.bytes().size());
    appendTo(rope);
  }

  static void appendHeader(ProtoWriter target, int field, int length) {
    target.writeTag(field, WireType.LEN);
    target.writeVarint(length);
  }

  /** Appends the fields numbered {@code above} exclusive to {@code below} exclusive. */
  void appendFields(Rope rope, int above, int below) {
    parse();
    for (int i = 0; i < count; i++) {
      if (numbers[i] <= above || numbers[i] >= below) {
        continue;
      }
      EditableMessage child = children[i];
      if (child == null || !child.edited) {
        rope.append(arrays[i], starts[i], ends[i]);
      } else {
        child.measure();
        child.appendMeasured(rope, numbers[i]);
      }
    }
  }

  private EditableMessage child(int index) {
    EditableMessage child = children[index];
    if (child == null) {
      ProtoReader at = read(index);
      child = scratch.message();
      // Only bytes that skipped the validator have a number where a message belongs.
      boolean isMessage = at.wireType() == WireType.LEN;
      int start = isMessage ? at.offset() : 0;
      child.wrap(this, arrays[index], start, isMessage ? start + at.length() : 0);
      children[index] = child;
    }
    return child;
  }

  /** Gives the bytes of an edited child a place, so that they can be read. */
  private void settle(int index) {
    EditableMessage child = children[index];
    if (child != null && child.edited) {
      int start = scratch.bytes().size();
      Rope content = new Rope();
      child.appendTo(content, numbers[index]);
      byte[] field = content.toByteArray();
      scratch.bytes().truncate(start);
      scratch.bytes().writeRaw(field, 0, field.length);
      replace(index, start);
    }
  }

  private int last(int field) {
    parse();
    for (int i = count - 1; i >= 0; i--) {
      if (numbers[i] == field) {
        return i;
      }
    }
    return NONE;
  }

  private void put(int field, int start) {
    int index = last(field);
    if (index == NONE) {
      insert(field, start);
    } else {
      replace(index, start);
    }
  }

  private void parse() {
    if (parsed) {
      return;
    }
    parsed = true;
    count = 0;
    ProtoReader reader = scratch.reader.reset(source, from, to);
    while (reader.next()) {
      makeRoom();
      numbers[count] = reader.field();
      arrays[count] = source;
      starts[count] = reader.fieldStart();
      ends[count] = reader.position();
      children[count++] = null;
    }
  }

  private void makeRoom() {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
      arrays = Arrays.copyOf(arrays, 2 * count);
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
      children = Arrays.copyOf(children, 2 * count);
    }
  }

  private void move(int index, int target) {
    numbers[target] = numbers[index];
    arrays[target] = arrays[index];
    starts[target] = starts[index];
    ends[target] = ends[index];
    children[target] = children[index];
  }

  private void touch() {
    EditableMessage message = this;
    while (message != null && !message.edited) {
      message.edited = true;
      message = message.parent;
    }
  }
}
