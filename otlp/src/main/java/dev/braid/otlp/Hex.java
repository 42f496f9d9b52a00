/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** Lower-case hexadecimal text of identifiers. Allocates only what it returns. */
final class Hex {
  private static final byte[] DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private Hex() {}

  /** The value of one hexadecimal digit of either case, or -1. */
  static int digit(int character) {
    if (character >= '0' && character <= '9') {
      return character - '0';
    }
    int lower = character | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  static void write(long value, byte[] target, int offset) {
    for (int i = 0; i < 16; i++) {
      target[offset + i] = DIGITS[(int) (value >>> (60 - 4 * i)) & 0xf];
    }
  }

  static void write(long value, char[] target, int offset) {
    for (int i = 0; i < 16; i++) {
      target[offset + i] = (char) DIGITS[(int) (value >>> (60 - 4 * i)) & 0xf];
    }
  }

  static void append(byte[] source, int offset, int length, StringBuilder target) {
    for (int i = offset; i < offset + length; i++) {
      target.append((char) DIGITS[(source[i] >> 4) & 0xf]).append((char) DIGITS[source[i] & 0xf]);
    }
  }

  /** Whether the sixteen characters from {@code offset} are lower-case hexadecimal digits. */
  static boolean isLowerHex(CharSequence text, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      char character = text.charAt(i);
      if (digit(character) < 0 || (character >= 'A' && character <= 'F')) {
        return false;
      }
    }
    return true;
  }

  /** The number that sixteen valid digits from {@code offset} spell. */
  static long parse(CharSequence text, int offset) {
    long value = 0;
    for (int i = offset; i < offset + 16; i++) {
      value = value << 4 | digit(text.charAt(i));
    }
    return value;
  }

  static long bigEndian(byte[] source, int offset) {
    long value = 0;
    for (int i = offset; i < offset + 8; i++) {
      value = value << 8 | (source[i] & 0xff);
    }
    return value;
  }

  static void bigEndian(long value, byte[] target, int offset) {
    for (int i = 0; i < 8; i++) {
      target[offset + i] = (byte) (value >>> (56 - 8 * i));
    }
  }
}
