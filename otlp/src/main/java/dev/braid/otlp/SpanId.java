/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/**
 * The codec of W3C span ids: eight bytes, one long or sixteen lower-case hex digits.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#parent-id">W3C trace context</a>
 */
public final class SpanId {
  /** Length on the wire. */
  public static final int BYTES = 8;

  /** Length as text. */
  public static final int HEX_LENGTH = 16;

  private SpanId() {}

  /** Whether the id is not the invalid zero. */
  public static boolean isValid(long id) {
    return id != 0;
  }

  /** Whether sixteen characters from {@code offset} are lower-case hex digits, not all zero. */
  public static boolean isValidHex(CharSequence text, int offset) {
    return offset + HEX_LENGTH <= text.length()
        && Hex.isLowerHex(text, offset, HEX_LENGTH)
        && Hex.parse(text, offset) != 0;
  }

  /** The id spelt from {@code offset}; the digits are trusted. */
  public static long parse(CharSequence text, int offset) {
    return Hex.parse(text, offset);
  }

  /** The id in eight bytes. */
  public static long read(byte[] source, int offset) {
    return Hex.bigEndian(source, offset);
  }

  /** Writes eight bytes. */
  public static void writeBytes(long id, byte[] target, int offset) {
    Hex.bigEndian(id, target, offset);
  }

  /** Writes sixteen ASCII digits. */
  public static void writeHex(long id, byte[] target, int offset) {
    Hex.write(id, target, offset);
  }

  /** The sixteen digits as text. */
  public static String hex(long id) {
    char[] digits = new char[HEX_LENGTH];
    Hex.write(id, digits, 0);
    return new String(digits);
  }
}
