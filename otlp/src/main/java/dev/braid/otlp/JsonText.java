/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** Writing of JSON text. */
final class JsonText {
  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  /** Appends {@code text} as a JSON string. */
  static void quote(String text, StringBuilder target) {
    target.append('"');
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char character = text.charAt(i);
      if (character == '"' || character == '\\') {
        target.append('\\').append(character);
      } else if (character >= 0x20) {
        target.append(character);
      } else {
        control(character, target);
      }
    }
    target.append('"');
  }

  private static void control(char character, StringBuilder target) {
    switch (character) {
      case '\n':
        target.append("\\n");
        break;
      case '\r':
        target.append("\\r");
        break;
      case '\t':
        target.append("\\t");
        break;
      default:
        target
            .append("\\u00")
            .append(HEX.charAt(character >> 4))
            .append(HEX.charAt(character & 15));
    }
  }

  /** What protobuf's JSON calls a number that JSON does not have. */
  static String special(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  }
}
