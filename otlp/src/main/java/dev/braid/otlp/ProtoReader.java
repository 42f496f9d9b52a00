/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/**
 * A reusable, bounds-checked cursor over the fields of one protobuf message. Owned by one thread;
 * allocates nothing.
 *
 * <p>{@link #next()} moves over a whole field, tag and value, so nothing needs to be skipped:
 *
 * <pre>{@code
 * reader.reset(array, from, to);
 * while (reader.next()) {
 *   if (reader.field() == 5) { use(array, reader.offset(), reader.length()); }
 * }
 * if (reader.isMalformed()) { ... }
 * }</pre>
 *
 * <p>It never reads outside its range and never throws on bad bytes: it stops. Groups (wire types 3
 * and 4) count as bad, OTLP has none.
 */
public final class ProtoReader {
  private static final byte[] EMPTY = new byte[0];

  private byte[] array = EMPTY;
  private int position;
  private int end;
  private int start;
  private int field;
  private int wireType;
  private long value;
  private int length;
  private boolean malformed;

  /** Places the reader before the first field of the message at {@code from} up to {@code to}. */
  public ProtoReader reset(byte[] source, int from, int to) {
    if (from < 0 || to < from || to > source.length) {
      throw new IndexOutOfBoundsException(from + ".." + to + " of " + source.length);
    }
    array = source;
    position = from;
    start = from;
    end = to;
    malformed = false;
    return this;
  }

  /** Moves to the next field; false at the end of the message or where it is malformed. */
  public boolean next() {
    if (position >= end) {
      return false;
    }
    start = position;
    int first = array[position];
    long tag;
    if (first >= 0) {
      position++;
      tag = first;
    } else {
      tag = readVarint();
    }
    field = (int) (tag >>> 3);
    wireType = (int) tag & 7;
    if (malformed || field == 0 || tag >>> 32 != 0) {
      return fail();
    }
    return readValue();
  }

  private boolean readValue() {
    switch (wireType) {
      case WireType.VARINT:
        value = readVarint();
        return !malformed;
      case WireType.LEN:
        return readLength();
      case WireType.FIXED64:
        if (end - position < 8) {
          return fail();
        }
        value = littleEndianLong(array, position);
        position += 8;
        return true;
      case WireType.FIXED32:
        if (end - position < 4) {
          return fail();
        }
        value = littleEndianInt(array, position) & 0xffffffffL;
        position += 4;
        return true;
      default:
        return fail();
    }
  }

  private boolean readLength() {
    long announced = readVarint();
    if (malformed || announced < 0 || announced > end - position) {
      return fail();
    }
    length = (int) announced;
    value = position;
    position += length;
    return true;
  }

  /** Whether elements of a packed field, over which the reader was placed, are left. */
  boolean hasMore() {
    return position < end;
  }

  /** The next varint of a packed field, without tag. */
  long varint() {
    return readVarint();
  }

  /** The next eight bytes of a packed field as a number; 0 where they are cut. */
  long fixed64() {
    if (end - position < 8) {
      fail();
      return 0;
    }
    position += 8;
    return littleEndianLong(array, position - 8);
  }

  private long readVarint() {
    int at = position;
    if (at < end && array[at] >= 0) {
      position = at + 1;
      return array[at];
    }
    long result = 0;
    for (int shift = 0; shift < 64 && at < end; shift += 7) {
      byte next = array[at++];
      result |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        position = at;
        return result;
      }
    }
    fail();
    return 0;
  }

  private boolean fail() {
    malformed = true;
    position = end;
    return false;
  }

  /** The current field's number. */
  public int field() {
    return field;
  }

  /** The current field's {@link WireType}. */
  public int wireType() {
    return wireType;
  }

  /** Field number and wire type as they were on the wire: {@code field << 3 | wireType}. */
  public int tag() {
    return field << 3 | wireType;
  }

  /** The value of a varint, fixed64 or (unsigned) fixed32 field. */
  public long value() {
    return value;
  }

  /** The value of a varint or fixed32 field, cut to 32 bits. */
  public int intValue() {
    return (int) value;
  }

  /** The value of a fixed64 field that holds a double. */
  public double doubleValue() {
    return Double.longBitsToDouble(value);
  }

  /** Where the content of a length-delimited field begins in the array. */
  public int offset() {
    return (int) value;
  }

  /** Content length of a length-delimited field. */
  public int length() {
    return length;
  }

  /** Where the current field's tag begins in the array. */
  public int fieldStart() {
    return start;
  }

  /** Where the next field's tag begins, which is the end of the current field. */
  public int position() {
    return position;
  }

  /** Whether reading stopped at bad bytes; {@link #fieldStart()} is then where the bad field is. */
  public boolean isMalformed() {
    return malformed;
  }

  static long littleEndianLong(byte[] source, int at) {
    return (littleEndianInt(source, at) & 0xffffffffL)
        | (long) littleEndianInt(source, at + 4) << 32;
  }

  static int littleEndianInt(byte[] source, int at) {
    return (source[at] & 0xff)
        | (source[at + 1] & 0xff) << 8
        | (source[at + 2] & 0xff) << 16
        | source[at + 3] << 24;
  }

  /** The signed number that a sint32 or sint64 varint stands for. */
  static long zigZag(long encoded) {
    return (encoded >>> 1) ^ -(encoded & 1);
  }
}
