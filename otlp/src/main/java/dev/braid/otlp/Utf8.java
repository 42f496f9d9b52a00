/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** UTF-8 encoding without allocation. An unpaired surrogate becomes U+FFFD. */
final class Utf8 {
  private static final int REPLACEMENT = 0xfffd;

  private Utf8() {}

  static long encodedLength(CharSequence text) {
    long bytes = 0;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char character = text.charAt(i);
      if (character < 0x80) {
        bytes++;
      } else if (character < 0x800) {
        bytes += 2;
      } else if (isPair(text, i, length)) {
        bytes += 4;
        i++;
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }

  /** Writes {@link #encodedLength} bytes from {@code offset} on. */
  static void encode(CharSequence text, byte[] target, int offset) {
    int at = offset;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      int character = text.charAt(i);
      if (character < 0x80) {
        target[at++] = (byte) character;
      } else if (character < 0x800) {
        target[at++] = (byte) (0xc0 | character >> 6);
        target[at++] = (byte) (0x80 | character & 0x3f);
      } else if (isPair(text, i, length)) {
        int point = Character.toCodePoint((char) character, text.charAt(++i));
        target[at++] = (byte) (0xf0 | point >> 18);
        target[at++] = (byte) (0x80 | point >> 12 & 0x3f);
        target[at++] = (byte) (0x80 | point >> 6 & 0x3f);
        target[at++] = (byte) (0x80 | point & 0x3f);
      } else {
        int point = Character.isSurrogate((char) character) ? REPLACEMENT : character;
        target[at++] = (byte) (0xe0 | point >> 12);
        target[at++] = (byte) (0x80 | point >> 6 & 0x3f);
        target[at++] = (byte) (0x80 | point & 0x3f);
      }
    }
  }

  private static boolean isPair(CharSequence text, int at, int length) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < length
        && Character.isLowSurrogate(text.charAt(at + 1));
  }
}
