/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/**
 * The codec of W3C trace ids: sixteen bytes, two longs (high and low) or 32 lower-case hex digits.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#trace-id">W3C trace context</a>
 */
public final class TraceId {
  /** Length on the wire. */
  public static final int BYTES = 16;

  /** Length as text. */
  public static final int HEX_LENGTH = 32;

  private TraceId() {}

  /** Whether the id is not the invalid all-zero one. */
  public static boolean isValid(long high, long low) {
    return (high | low) != 0;
  }

  /** Whether 32 characters from {@code offset} are lower-case hex digits, not all zero. */
  public static boolean isValidHex(CharSequence text, int offset) {
    return offset + HEX_LENGTH <= text.length()
        && Hex.isLowerHex(text, offset, HEX_LENGTH)
        && isValid(Hex.parse(text, offset), Hex.parse(text, offset + 16));
  }

  /** The first eight bytes of the id spelt from {@code offset}; the digits are trusted. */
  public static long high(CharSequence text, int offset) {
    return Hex.parse(text, offset);
  }

  /** The last eight bytes of the id spelt from {@code offset}; the digits are trusted. */
  public static long low(CharSequence text, int offset) {
    return Hex.parse(text, offset + 16);
  }

  /** The first eight of sixteen bytes. */
  public static long high(byte[] source, int offset) {
    return Hex.bigEndian(source, offset);
  }

  /** The last eight of sixteen bytes. */
  public static long low(byte[] source, int offset) {
    return Hex.bigEndian(source, offset + 8);
  }

  /** Writes sixteen bytes. */
  public static void writeBytes(long high, long low, byte[] target, int offset) {
    Hex.bigEndian(high, target, offset);
    Hex.bigEndian(low, target, offset + 8);
  }

  /** Writes 32 ASCII digits. */
  public static void writeHex(long high, long low, byte[] target, int offset) {
    Hex.write(high, target, offset);
    Hex.write(low, target, offset + 16);
  }

  /** The 32 digits as text. */
  public static String hex(long high, long low) {
    char[] digits = new char[HEX_LENGTH];
    Hex.write(high, digits, 0);
    Hex.write(low, digits, 16);
    return new String(digits);
  }
}
