/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import dev.braid.collector.ottl.Condition.Operator;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OTTL's rules for comparing and converting values. */
final class Values {
  private Values() {}

  /** How a message names the type of {@code value}. */
  static String typeOf(@Nullable Object value) {
    if (value == null) {
      return "nil";
    }
    if (value instanceof String) {
      return "a string";
    }
    if (value instanceof Long) {
      return "an int";
    }
    if (value instanceof Double) {
      return "a float";
    }
    if (value instanceof Boolean) {
      return "a bool";
    }
    if (value instanceof byte[]) {
      return "bytes";
    }
    if (value instanceof List) {
      return "a list";
    }
    if (value instanceof Map) {
      return "a map";
    }
    return value instanceof Instant ? "a time" : "a duration";
  }

  /** Values of different types are unequal and have no order, except for int and float. */
  static boolean compare(@Nullable Object left, Operator operator, @Nullable Object right) {
    if (left == null || right == null) {
      return left == right ? operator.holds(0) : operator == Operator.NOT_EQUAL;
    }
    if (left instanceof Long a && right instanceof Long b) {
      return operator.holds(Long.compare(a, b));
    }
    if (left instanceof Number a && right instanceof Number b) {
      return compareDoubles(a.doubleValue(), operator, b.doubleValue());
    }
    if (left instanceof String a && right instanceof String b) {
      return compareTexts(a, operator, b);
    }
    if (left instanceof Boolean a && right instanceof Boolean b) {
      return operator.holds(Boolean.compare(a, b));
    }
    if (left instanceof byte[] a && right instanceof byte[] b) {
      return operator.holds(Arrays.compareUnsigned(a, b));
    }
    if (left instanceof Instant a && right instanceof Instant b) {
      return operator.holds(a.compareTo(b));
    }
    if (left instanceof Duration a && right instanceof Duration b) {
      return operator.holds(a.compareTo(b));
    }
    boolean isEquality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
    if (isEquality && (left instanceof List || left instanceof Map)) {
      return areEqual(left, right) == (operator == Operator.EQUAL);
    }
    return operator == Operator.NOT_EQUAL;
  }

  private static boolean compareTexts(String left, Operator operator, String right) {
    if (operator == Operator.EQUAL || operator == Operator.NOT_EQUAL) {
      return left.equals(right) == (operator == Operator.EQUAL);
    }
    return operator.holds(Arrays.compareUnsigned(Texts.utf8(left), Texts.utf8(right)));
  }

  /** NaN is unequal to all and has no order. */
  private static boolean compareDoubles(double left, Operator operator, double right) {
    if (Double.isNaN(left) || Double.isNaN(right)) {
      return operator == Operator.NOT_EQUAL;
    }
    return operator.holds(left == right ? 0 : left < right ? -1 : 1);
  }

  private static boolean areEqual(@Nullable Object left, @Nullable Object right) {
    if (left instanceof List<?> a && right instanceof List<?> b) {
      Iterator<?> others = b.iterator();
      return a.size() == b.size()
          && a.stream().allMatch(element -> areEqual(element, others.next()));
    }
    if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
      return a.size() == b.size()
          && a.entrySet().stream()
              .allMatch(
                  entry ->
                      b.containsKey(entry.getKey())
                          && areEqual(entry.getValue(), b.get(entry.getKey())));
    }
    if (left instanceof byte[] a && right instanceof byte[] b) {
      return Arrays.equals(a, b);
    }
    return left == null ? right == null : left.equals(right);
  }

  /** The value as text, as converters that take anything see it; null stays null. */
  static @Nullable String text(@Nullable Object value) {
    if (value == null || value instanceof String) {
      return (String) value;
    }
    return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : Texts.json(value);
  }

  /** The value as a whole number, null where a text is none. */
  static @Nullable Long wholeNumber(@Nullable Object value) {
    if (value == null || value instanceof Long) {
      return (Long) value;
    }
    if (value instanceof Double number) {
      return number.longValue();
    }
    if (value instanceof Boolean truth) {
      return truth ? 1L : 0L;
    }
    if (value instanceof String text) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        return null;
      }
    }
    throw EvaluationException.type("a number, string or bool", value);
  }

  /** The value as a number with a fraction, null where a text is none. */
  static @Nullable Double number(@Nullable Object value) {
    if (value instanceof Double number) {
      return number;
    }
    if (value instanceof String text) {
      try {
        return Double.parseDouble(text.trim());
      } catch (NumberFormatException e) {
        return null;
      }
    }
    Long whole = wholeNumber(value);
    return whole == null ? null : (Double) whole.doubleValue();
  }

  /** The value as true or false, null where a text is neither. */
  static @Nullable Boolean truth(@Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      return (Boolean) value;
    }
    if (value instanceof Long number) {
      return number != 0;
    }
    if (value instanceof Double number) {
      return number != 0;
    }
    if (value instanceof String text) {
      return switch (text) {
        case "1", "t", "T", "true", "TRUE", "True" -> true;
        case "0", "f", "F", "false", "FALSE", "False" -> false;
        default -> null;
      };
    }
    throw EvaluationException.type("a number, string or bool", value);
  }

  /** {@code left operator right}, for numbers, times and durations. */
  static Object calculate(@Nullable Object left, char operator, @Nullable Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      return whole(a, operator, b);
    }
    if (left instanceof Number a && right instanceof Number b) {
      return fraction(a.doubleValue(), operator, b.doubleValue());
    }
    if (left instanceof Instant a) {
      if (right instanceof Duration b && (operator == '+' || operator == '-')) {
        return operator == '+' ? a.plus(b) : a.minus(b);
      }
      if (right instanceof Instant b && operator == '-') {
        return Duration.between(b, a);
      }
    }
    if (left instanceof Duration a) {
      if (right instanceof Duration b && (operator == '+' || operator == '-')) {
        return operator == '+' ? a.plus(b) : a.minus(b);
      }
      if (right instanceof Instant b && operator == '+') {
        return b.plus(a);
      }
    }
    throw new EvaluationException(
        "cannot calculate " + typeOf(left) + " " + operator + " " + typeOf(right));
  }

  private static Long whole(long left, char operator, long right) {
    if (operator == '/' && right == 0) {
      throw new EvaluationException("attempted to divide by 0");
    }
    return switch (operator) {
      case '+' -> left + right;
      case '-' -> left - right;
      case '*' -> left * right;
      default -> left / right;
    };
  }

  private static Double fraction(double left, char operator, double right) {
    if (operator == '/' && right == 0) {
      throw new EvaluationException("attempted to divide by 0");
    }
    return switch (operator) {
      case '+' -> left + right;
      case '-' -> left - right;
      case '*' -> left * right;
      default -> left / right;
    };
  }

  static Object negate(@Nullable Object value) {
    if (value instanceof Long number) {
      return -number;
    }
    if (value instanceof Double number) {
      return -number;
    }
    throw new EvaluationException("cannot negate " + typeOf(value));
  }
}
