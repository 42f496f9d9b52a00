/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.match;

import dev.braid.config.ConfigNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Values without a schema: a setting whose type is what it looks like in YAML, and numbers in Go's
 * notation.
 */
public final class RawValue {
  private static final int MAX_DIGITS = 19;

  private RawValue() {}

  /** The value as {@link dev.braid.otlp.edit.AnyValue#ofObject} takes it; null for none. */
  public static @Nullable Object of(ConfigNode node) {
    return switch (node.kind()) {
      case EMPTY -> null;
      case TEXT -> node.isQuoted() ? node.text() : scalar(node.text());
      case LIST -> {
        List<@Nullable Object> list = new ArrayList<>();
        node.items().forEach(item -> list.add(of(item)));
        yield list;
      }
      case MAPPING -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        node.entries().forEach((key, value) -> map.put(key, of(value)));
        yield map;
      }
    };
  }

  private static Object scalar(String text) {
    switch (text) {
      case "true", "True", "TRUE":
        return true;
      case "false", "False", "FALSE":
        return false;
      default:
        break;
    }
    if (isWhole(text)) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        return Double.parseDouble(text);
      }
    }
    OptionalDouble decimal = decimal(text);
    return decimal.isPresent() && Character.isDigit(text.charAt(text.length() - 1))
        ? decimal.getAsDouble()
        : text;
  }

  private static boolean isWhole(String text) {
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    return text.length() > start
        && text.length() <= start + MAX_DIGITS
        && text.chars().skip(start).allMatch(c -> c >= '0' && c <= '9');
  }

  /** A number as Go's {@code strconv.ParseFloat} reads it; empty if it is none. */
  public static OptionalDouble decimal(String text) {
    // Java also takes blanks around a number and a type behind it.
    if (text.isEmpty() || !text.chars().allMatch(RawValue::isOfNumber)) {
      return switch (text.toLowerCase(java.util.Locale.ROOT)) {
        case "inf", "+inf", "infinity", "+infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
        case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
        case "nan" -> OptionalDouble.of(Double.NaN);
        default -> OptionalDouble.empty();
      };
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static boolean isOfNumber(int c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
  }
}
