/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.sender;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The grammar of HTTP headers, as far as a sender needs it. */
final class HttpText {
  /** A server cannot silence an agent for longer than this. */
  static final long MAX_RETRY_AFTER_MILLIS = 3_600_000;

  private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";

  private HttpText() {}

  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean isAlphanumeric =
          (character >= '0' && character <= '9')
              || (character >= 'a' && character <= 'z')
              || (character >= 'A' && character <= 'Z');
      if (!isAlphanumeric && TOKEN_PUNCTUATION.indexOf(character) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  static boolean isFieldValue(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if ((character < 0x20 && character != '\t') || character == 0x7f || character > 0xff) {
        return false;
      }
    }
    return true;
  }

  /** A number without sign or blanks, or -1; at most {@code max}. */
  static long parseNumber(String text, int radix, long max) {
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0 || text.charAt(i) > 0x7f) {
        return -1;
      }
      value = Math.min(max, value * radix + digit);
    }
    return text.isEmpty() ? -1 : value;
  }

  /** The milliseconds that a Retry-After header (seconds or a date) means; 0 if it makes none. */
  static long retryAfterMillis(String value, long nowEpochMillis) {
    long seconds = parseNumber(value, 10, MAX_RETRY_AFTER_MILLIS / 1000);
    if (seconds >= 0) {
      return seconds * 1000;
    }
    try {
      Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Math.max(0, Math.min(MAX_RETRY_AFTER_MILLIS, date.toEpochMilli() - nowEpochMillis));
    } catch (DateTimeException e) {
      return 0;
    }
  }

  /** Writes {@code length} and the end of a head; returns where the body goes. */
  static int putHeadEnd(int length, byte[] target, int offset) {
    int digits = 1;
    for (int rest = length; rest >= 10; rest /= 10) {
      digits++;
    }
    int rest = length;
    for (int i = offset + digits - 1; i >= offset; i--) {
      target[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    int at = offset + digits;
    target[at++] = '\r';
    target[at++] = '\n';
    target[at++] = '\r';
    target[at++] = '\n';
    return at;
  }

  /** At most {@code max} characters of foreign text, in one line and without control characters. */
  static String printable(String text, int max) {
    StringBuilder result = new StringBuilder(Math.min(text.length(), max));
    for (int i = 0; i < text.length() && result.length() < max; i++) {
      char character = text.charAt(i);
      result.append(character < 0x20 || character == 0x7f ? ' ' : character);
    }
    return result.toString().trim();
  }
}
