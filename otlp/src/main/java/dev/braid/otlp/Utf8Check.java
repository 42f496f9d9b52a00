/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The UTF-8 check of the door, eight bytes at a time where they are ASCII.
 *
 * @see <a href="https://www.unicode.org/versions/Unicode15.0.0/ch03.pdf">Unicode, table 3-7</a>
 */
final class Utf8Check {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8Check() {}

  /** Whether the range is well-formed: no overlong form, surrogate or cut sequence. */
  static boolean isValid(byte[] array, int from, int to) {
    return isAscii(array, from, to) || isValidSlowly(array, from, to);
  }

  /** Nearly all telemetry is; the last word overlaps the one before, so that no bytes are left. */
  private static boolean isAscii(byte[] array, int from, int to) {
    int length = to - from;
    if (length >= 8) {
      long seen = (long) LONGS.get(array, to - 8);
      for (int at = from; at < to - 8; at += 8) {
        seen |= (long) LONGS.get(array, at);
      }
      return (seen & HIGH_BITS) == 0;
    }
    if (length >= 4) {
      return (((int) INTS.get(array, from) | (int) INTS.get(array, to - 4)) & (int) HIGH_BITS) == 0;
    }
    int seen = 0;
    for (int at = from; at < to; at++) {
      seen |= array[at];
    }
    return seen >= 0;
  }

  private static boolean isValidSlowly(byte[] array, int from, int to) {
    int at = from;
    while (true) {
      while (at < to && array[at] >= 0) {
        at++;
      }
      if (at >= to) {
        return true;
      }
      int length = sequenceLength(array, at, to);
      if (length == 0) {
        return false;
      }
      at += length;
    }
  }

  /** Length of the sequence of several bytes at {@code at}, or 0 if it is ill-formed. */
  private static int sequenceLength(byte[] array, int at, int to) {
    int first = array[at] & 0xff;
    int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length == 0 || at + length > to) {
      return 0;
    }
    int second = array[at + 1] & 0xff;
    // The second byte tells overlong forms, surrogates and what lies past U+10FFFF.
    int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) {
      return 0;
    }
    for (int i = at + 2; i < at + length; i++) {
      if ((array[i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}
