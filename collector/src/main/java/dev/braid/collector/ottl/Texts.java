/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Texts as OTTL's functions make and read them. */
final class Texts {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** From here on, numbers are written with an exponent, and below its inverse. */
  private static final double EXPONENT_FROM = 1e21;

  private static final double EXPONENT_BELOW = 1e-6;

  private Texts() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String ofUtf8(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** JSON as Go's encoder writes it: keys sorted, bytes in base64, no spaces. */
  static String json(@Nullable Object value) {
    StringBuilder text = new StringBuilder();
    appendJson(value, text);
    return text.toString();
  }

  private static void appendJson(@Nullable Object value, StringBuilder target) {
    if (value instanceof Map<?, ?> map) {
      char separator = '{';
      for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
        target.append(separator);
        quote(String.valueOf(entry.getKey()), target);
        target.append(':');
        appendJson(entry.getValue(), target);
        separator = ',';
      }
      target.append(map.isEmpty() ? "{}" : "}");
    } else if (value instanceof List<?> list) {
      char separator = '[';
      for (Object element : list) {
        target.append(separator);
        appendJson(element, target);
        separator = ',';
      }
      target.append(list.isEmpty() ? "[]" : "]");
    } else if (value instanceof Double number) {
      target.append(number(number));
    } else if (value instanceof byte[] bytes) {
      target.append('"').append(Base64.getEncoder().encodeToString(bytes)).append('"');
    } else if (value == null || value instanceof Long || value instanceof Boolean) {
      target.append(value);
    } else {
      quote(value.toString(), target);
    }
  }

  private static void quote(String text, StringBuilder target) {
    target.append('"');
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      int plain = "\"\\\n\r\t\b\f".indexOf(character);
      if (plain >= 0) {
        target.append('\\').append("\"\\nrtbf".charAt(plain));
      } else if (character < 0x20 || "<>&\u2028\u2029".indexOf(character) >= 0) {
        target.append(String.format("\\u%04x", (int) character));
      } else {
        target.append(character);
      }
    }
    target.append('"');
  }

  /** A double as Go's JSON encoder writes it. */
  static String number(double value) {
    double size = Math.abs(value);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new EvaluationException("JSON has no number for " + value);
    }
    if (size != 0 && (size >= EXPONENT_FROM || size < EXPONENT_BELOW)) {
      String[] parts = Double.toString(value).replace(".0E", "E").split("E");
      int exponent = Integer.parseInt(parts[1]);
      return parts[0] + (exponent < 0 ? "e-" : "e+") + String.format("%02d", Math.abs(exponent));
    }
    String plain = new BigDecimal(Double.toString(value)).toPlainString();
    return plain.endsWith(".0") ? plain.substring(0, plain.length() - 2) : plain;
  }

  /** What a JSON text holds; its numbers are floats. */
  static Object parseJson(String text) {
    Object parsed;
    try {
      parsed = JSON.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw new EvaluationException("found no JSON: " + e.getOriginalMessage());
    }
    if (parsed instanceof Map || parsed instanceof List) {
      return floats(parsed);
    }
    throw new EvaluationException("expected a JSON object or array, found " + typeOf(parsed));
  }

  private static String typeOf(@Nullable Object parsed) {
    return parsed instanceof Number ? "a number" : Values.typeOf(parsed);
  }

  private static Object floats(Object parsed) {
    if (parsed instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      map.forEach((key, value) -> result.put((String) key, value == null ? null : floats(value)));
      return result;
    }
    if (parsed instanceof List<?> list) {
      List<@Nullable Object> result = new ArrayList<>();
      list.forEach(value -> result.add(value == null ? null : floats(value)));
      return result;
    }
    return parsed instanceof Number number ? (Object) number.doubleValue() : parsed;
  }

  /** Character by character: one that becomes several, such as ß, stays as it is. */
  static String upperCase(String text) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints().forEach(point -> result.appendCodePoint(Character.toUpperCase(point)));
    return result.toString();
  }

  /** As {@link #upperCase}. */
  static String lowerCase(String text) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints().forEach(point -> result.appendCodePoint(Character.toLowerCase(point)));
    return result.toString();
  }

  /** {@code someName} and {@code some-name} as {@code some_name}. */
  static String snakeCase(String text) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (" -.".indexOf(character) >= 0) {
        result.append('_');
        continue;
      }
      boolean startsWord =
          Character.isUpperCase(character)
              && i > 0
              && (Character.isLowerCase(text.charAt(i - 1))
                  || (i + 1 < text.length()
                      && Character.isUpperCase(text.charAt(i - 1))
                      && Character.isLowerCase(text.charAt(i + 1))));
      if (startsWord) {
        result.append('_');
      }
      result.append(Character.toLowerCase(character));
    }
    return result.toString();
  }

  /** {@code some_name} as {@code SomeName}. */
  static String camelCase(String text) {
    StringBuilder result = new StringBuilder();
    boolean startsWord = true;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean separates = "_ -.".indexOf(character) >= 0;
      if (!separates) {
        result.append(startsWord ? Character.toUpperCase(character) : character);
      }
      startsWord = separates || Character.isDigit(character);
    }
    return result.toString();
  }

  /** Without the characters of {@code cut} at both ends. */
  static String trim(String text, String cut) {
    int from = 0;
    int to = text.length();
    while (from < to && cut.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && cut.indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(from, to);
  }

  /** The first {@code limit} bytes; whole characters only, since strings are UTF-8 here. */
  static String truncate(String text, long limit) {
    byte[] bytes = utf8(text);
    if (bytes.length <= limit) {
      return text;
    }
    int end = (int) limit;
    while (end > 0 && (bytes[end] & 0xc0) == 0x80) {
      end--;
    }
    return ofUtf8(bytes, 0, end);
  }
}
