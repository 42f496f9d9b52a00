/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/**
 * A growable, reusable protobuf encoder. Hot: mutable, owned by one thread, and free of allocation
 * once its array has reached its working size.
 *
 * <p>Nested messages are written between {@link #begin} and {@link #end}; the length is patched in
 * afterwards, and the content moves by a byte or two when the guess of its width was wrong, so the
 * output is always minimal (canonical) protobuf.
 *
 * <p>Past {@code maxBytes} nothing more is written and {@link #isOverflown()} stays true until
 * {@link #reset()} or {@link #truncate}; the caller drops and counts the item.
 */
public final class ProtoWriter {
  /** Bound of a writer that was not given one: the usual size limit of an OTLP request. */
  public static final int DEFAULT_MAX_BYTES = 64 << 20;

  /** The most that a writer can hold: a mark keeps a position in 28 bits. */
  public static final int MAX_BYTES = (1 << 28) - 1;

  /** The most bytes that {@link #begin(int, int)} may set aside for a length. */
  private static final int MAX_LENGTH_BYTES = 5;

  private final int maxBytes;
  private byte[] buffer;
  private int size;
  private boolean overflown;

  public ProtoWriter(int initialBytes) {
    this(initialBytes, DEFAULT_MAX_BYTES);
  }

  public ProtoWriter(int initialBytes, int maxBytes) {
    if (maxBytes < 16 || maxBytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "maxBytes: got " + maxBytes + ", must be 16 to " + MAX_BYTES);
    }
    this.buffer = new byte[Math.max(16, Math.min(initialBytes, maxBytes))];
    this.maxBytes = maxBytes;
  }

  /** Forgets the content and keeps the memory. */
  public ProtoWriter reset() {
    size = 0;
    overflown = false;
    return this;
  }

  /** Number of bytes written. */
  public int size() {
    return size;
  }

  /** The array that holds the content from index 0; valid until the next write. */
  public byte[] array() {
    return buffer;
  }

  /** Bytes that the writer holds on to. */
  public int capacity() {
    return buffer.length;
  }

  /** Whether something did not fit; the content is then of no use. */
  public boolean isOverflown() {
    return overflown;
  }

  /** Takes back everything after the first {@code newSize} bytes, and an overflow with it. */
  public void truncate(int newSize) {
    if (newSize < 0 || newSize > size) {
      throw new IllegalArgumentException("size " + size + " cannot become " + newSize);
    }
    size = newSize;
    overflown = false;
  }

  /** A copy of the content. */
  public byte[] toByteArray() {
    byte[] copy = new byte[size];
    System.arraycopy(buffer, 0, copy, 0, size);
    return copy;
  }

  /** Writes a tag alone. */
  public void writeTag(int field, int wireType) {
    writeVarint((long) field << 3 | wireType);
  }

  /** Writes a varint alone, without tag. */
  public void writeVarint(long value) {
    if (ensure(10)) {
      size = putVarint(value, size);
    }
  }

  /** Writes eight bytes alone, without tag. */
  public void writeFixed64(long value) {
    if (ensure(8)) {
      putFixed64(value, size);
      size += 8;
    }
  }

  /** Writes raw bytes, for instance fields that were encoded before. */
  public void writeRaw(byte[] source, int offset, int length) {
    if (ensure(length)) {
      System.arraycopy(source, offset, buffer, size, length);
      size += length;
    }
  }

  /** A varint field: int32, int64, uint32, uint64, bool, enum. */
  public void varint(int field, long value) {
    if (ensure(15)) {
      int at = putVarint((long) field << 3 | WireType.VARINT, size);
      size = putVarint(value, at);
    }
  }

  /** A sint32 or sint64 field. */
  public void sint(int field, long value) {
    varint(field, value << 1 ^ value >> 63);
  }

  /** A bool field. */
  public void bool(int field, boolean value) {
    varint(field, value ? 1 : 0);
  }

  /** A fixed64 or sfixed64 field. */
  public void fixed64(int field, long value) {
    if (ensure(13)) {
      int at = putVarint((long) field << 3 | WireType.FIXED64, size);
      putFixed64(value, at);
      size = at + 8;
    }
  }

  /** A fixed32 field. */
  public void fixed32(int field, int value) {
    if (ensure(9)) {
      int at = putVarint((long) field << 3 | WireType.FIXED32, size);
      buffer[at] = (byte) value;
      buffer[at + 1] = (byte) (value >>> 8);
      buffer[at + 2] = (byte) (value >>> 16);
      buffer[at + 3] = (byte) (value >>> 24);
      size = at + 4;
    }
  }

  /** A double field. */
  public void doubleField(int field, double value) {
    fixed64(field, Double.doubleToRawLongBits(value));
  }

  /** A bytes, string or message field whose content is ready. */
  public void bytes(int field, byte[] source, int offset, int length) {
    if (ensureRoom(10L + length)) {
      int at = putVarint((long) field << 3 | WireType.LEN, size);
      at = putVarint(length, at);
      System.arraycopy(source, offset, buffer, at, length);
      size = at + length;
    }
  }

  /** A bytes field of all of {@code source}. */
  public void bytes(int field, byte[] source) {
    bytes(field, source, 0, source.length);
  }

  /** A sixteen-byte id field. */
  public void traceId(int field, long high, long low) {
    if (ensure(6 + TraceId.BYTES)) {
      int at = putVarint((long) field << 3 | WireType.LEN, size);
      buffer[at++] = TraceId.BYTES;
      TraceId.writeBytes(high, low, buffer, at);
      size = at + TraceId.BYTES;
    }
  }

  /** An eight-byte id field. */
  public void spanId(int field, long id) {
    if (ensure(6 + SpanId.BYTES)) {
      int at = putVarint((long) field << 3 | WireType.LEN, size);
      buffer[at++] = SpanId.BYTES;
      SpanId.writeBytes(id, buffer, at);
      size = at + SpanId.BYTES;
    }
  }

  /** A string field in UTF-8; an unpaired surrogate becomes U+FFFD. */
  public void string(int field, String value) {
    int length = value.length();
    if (!ensureRoom(10L + length)) {
      return;
    }
    int at = putVarint(length, putVarint((long) field << 3 | WireType.LEN, size));
    byte[] target = buffer;
    for (int i = 0; i < length; i++) {
      char character = value.charAt(i);
      if (character >= 0x80) {
        wideString(field, value);
        return;
      }
      target[at + i] = (byte) character;
    }
    size = at + length;
  }

  /** Like {@link #string(int, String)}, for any character sequence. */
  public void string(int field, CharSequence value) {
    if (value instanceof String) {
      string(field, (String) value);
    } else {
      wideString(field, value);
    }
  }

  private void wideString(int field, CharSequence value) {
    long length = Utf8.encodedLength(value);
    if (ensureRoom(10 + length)) {
      int at = putVarint(length, putVarint((long) field << 3 | WireType.LEN, size));
      Utf8.encode(value, buffer, at);
      size = at + (int) length;
    }
  }

  /** Opens a nested message that is usually shorter than 128 bytes; close it with the mark. */
  public int begin(int field) {
    return begin(field, 1);
  }

  /**
   * Opens a nested message and sets {@code lengthBytes} aside for its length: 1 below 128 bytes, 2
   * below 16,384, 3 below 2,097,152. A wrong guess costs one move of the content.
   *
   * @return the mark for {@link #end}
   */
  public int begin(int field, int lengthBytes) {
    if (ensure(5 + MAX_LENGTH_BYTES)) {
      size = putVarint((long) field << 3 | WireType.LEN, size) + lengthBytes;
    }
    return size << 3 | lengthBytes;
  }

  /** Closes the nested message that {@code mark} opened. */
  public void end(int mark) {
    int start = mark >>> 3;
    int reserved = mark & 7;
    if (overflown || start > size) {
      return;
    }
    int length = size - start;
    int needed = varintSize(length);
    if (needed != reserved) {
      if (!ensure(MAX_LENGTH_BYTES)) {
        return;
      }
      System.arraycopy(buffer, start, buffer, start - reserved + needed, length);
      size += needed - reserved;
    }
    putVarint(length, start - reserved);
  }

  /** Number of bytes that {@code value} takes as a varint: 1 to 10. */
  public static int varintSize(long value) {
    return (640 - Long.numberOfLeadingZeros(value) * 9) >>> 6;
  }

  private int putVarint(long value, int position) {
    byte[] target = buffer;
    int at = position;
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      target[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    target[at++] = (byte) rest;
    return at;
  }

  private void putFixed64(long value, int at) {
    byte[] target = buffer;
    target[at] = (byte) value;
    target[at + 1] = (byte) (value >>> 8);
    target[at + 2] = (byte) (value >>> 16);
    target[at + 3] = (byte) (value >>> 24);
    target[at + 4] = (byte) (value >>> 32);
    target[at + 5] = (byte) (value >>> 40);
    target[at + 6] = (byte) (value >>> 48);
    target[at + 7] = (byte) (value >>> 56);
  }

  private boolean ensure(int more) {
    return (buffer.length - size >= more && !overflown) || grow(more);
  }

  private boolean ensureRoom(long more) {
    return (buffer.length - size >= more && !overflown) || grow(more);
  }

  private boolean grow(long more) {
    long wanted = size + more;
    if (overflown || wanted > maxBytes) {
      overflown = true;
      return false;
    }
    int next = (int) Math.min(maxBytes, Math.max(wanted, 2L * buffer.length));
    byte[] larger = new byte[next];
    System.arraycopy(buffer, 0, larger, 0, size);
    buffer = larger;
    return true;
  }
}
