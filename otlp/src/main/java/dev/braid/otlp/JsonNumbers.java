/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads JSON scalars as the bits that protobuf puts on the wire. */
final class JsonNumbers {
  /** Longest text of a 64-bit integer with a fraction of zeros; also bounds what is parsed. */
  private static final int MAX_NUMBER_CHARS = 400;

  private static final double TWO_TO_63 = 0x1p63;

  private JsonNumbers() {}

  static long read(JsonToProto source, JsonParser parser, FieldType field)
      throws IOException, OtlpJsonException {
    JsonToken token = parser.currentToken();
    switch (field.kind) {
      case BOOL:
        return bool(source, parser, token);
      case DOUBLE:
        return Double.doubleToRawLongBits(floating(source, parser, token));
      case ENUM:
        return enumValue(source, parser, token, field);
      case SINT32:
        long number = ranged(source, parser, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return (number << 1 ^ number >> 63) & 0xffffffffL;
      case INT32:
        return ranged(source, parser, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case UINT32:
      case FIXED32:
        return ranged(source, parser, 0, 0xffffffffL);
      case UINT64:
      case FIXED64:
        return unsigned(source, parser);
      default:
        return integer(source, parser);
    }
  }

  private static long bool(JsonToProto source, JsonParser parser, JsonToken token)
      throws IOException, OtlpJsonException {
    String text = parser.getText();
    if (token.isBoolean() || token == JsonToken.VALUE_STRING) {
      if (text.equals("true")) {
        return 1;
      }
      if (text.equals("false")) {
        return 0;
      }
    }
    throw source.fault("expected true or false");
  }

  private static double floating(JsonToProto source, JsonParser parser, JsonToken token)
      throws IOException, OtlpJsonException {
    String text = scalar(source, parser, token, "a number");
    try {
      // Double.valueOf also reads hexadecimal forms and suffixes, which are no JSON.
      char last = text.charAt(text.length() - 1);
      if ((last >= '0' && last <= '9' && text.indexOf('x') < 0 && text.indexOf('X') < 0)
          || text.endsWith("NaN")
          || text.endsWith("Infinity")) {
        return Double.parseDouble(text);
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw source.fault("expected a number");
  }

  private static long enumValue(
      JsonToProto source, JsonParser parser, JsonToken token, FieldType field)
      throws IOException, OtlpJsonException {
    if (token == JsonToken.VALUE_STRING) {
      String name = parser.getText();
      for (int i = 0; i < field.enumNames.length; i++) {
        if (name.equals(field.enumNames[i])) {
          return i;
        }
      }
    }
    return ranged(source, parser, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static long ranged(JsonToProto source, JsonParser parser, long min, long max)
      throws IOException, OtlpJsonException {
    long value = integer(source, parser);
    if (value < min || value > max) {
      throw source.fault("expected an integer from " + min + " to " + max);
    }
    return value;
  }

  private static long integer(JsonToProto source, JsonParser parser)
      throws IOException, OtlpJsonException {
    String text = scalar(source, parser, parser.currentToken(), "an integer");
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return integral(source, text, -TWO_TO_63);
    }
  }

  private static long unsigned(JsonToProto source, JsonParser parser)
      throws IOException, OtlpJsonException {
    String text = scalar(source, parser, parser.currentToken(), "an integer");
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      return integral(source, text, 0);
    }
  }

  /** Forms such as 1.0 and 1e3, which are integers all the same. */
  private static long integral(JsonToProto source, String text, double min)
      throws OtlpJsonException {
    try {
      double value = Double.parseDouble(text);
      if (value == Math.rint(value) && value >= min && value < TWO_TO_63) {
        return (long) value;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw source.fault("expected a 64-bit integer");
  }

  private static String scalar(
      JsonToProto source, JsonParser parser, JsonToken token, String expected)
      throws IOException, OtlpJsonException {
    if (!token.isNumeric() && token != JsonToken.VALUE_STRING) {
      throw source.fault("expected " + expected);
    }
    String text = parser.getText();
    if (text.isEmpty() || text.length() > MAX_NUMBER_CHARS) {
      throw source.fault("expected " + expected);
    }
    return text;
  }
}
