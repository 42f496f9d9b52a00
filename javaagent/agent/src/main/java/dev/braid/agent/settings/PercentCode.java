/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.settings;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoded text; what is not encoded rightly stays as it is. */
final class PercentCode {
  private PercentCode() {}

  /** Encodes what would end a value in a list of pairs, and the sign of encoding itself. */
  static String encode(String text) {
    return text.replace("%", "%25").replace(",", "%2C").replace(" ", "%20");
  }

  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
    int i = 0;
    while (i < raw.length) {
      int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(raw[i + 2], 16) : -1;
      if (low >= 0) {
        out.write(high << 4 | low);
        i += 3;
      } else {
        out.write(raw[i++]);
      }
    }
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }
}
