/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import dev.braid.otlp.edit.AnyValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Elements inside maps and lists. */
final class Nested {
  /** An index further than this behind the end of a list is a mistake, not a wish. */
  private static final int MAX_INDEX = 10_000;

  private Nested() {}

  static AnyValue encode(Object value) {
    if (value instanceof Instant || value instanceof Duration) {
      throw EvaluationException.type("what an attribute can hold", value);
    }
    return AnyValue.ofObject(value);
  }

  /** The element of {@code value} that the keys from {@code from} on lead to; null if absent. */
  static @Nullable Object get(Frame frame, @Nullable Object value, List<Getter> keys, int from) {
    Object current = value;
    for (int i = from; i < keys.size(); i++) {
      Object key = keys.get(i).get(frame);
      if (current instanceof Map<?, ?> map) {
        current = map.get(text(key));
        if (current == null) {
          return null;
        }
      } else if (current instanceof List<?> list) {
        current = list.get(index(key, list.size()));
      } else {
        throw new EvaluationException(Values.typeOf(current) + " cannot be indexed");
      }
    }
    return current;
  }

  /** {@code current} with that element set; maps and lists are changed in place. */
  static Object set(
      Frame frame, @Nullable Object current, List<Getter> keys, int from, Object value) {
    if (from == keys.size()) {
      return value;
    }
    Object key = keys.get(from).get(frame);
    Object holder = current == null ? holderFor(key) : current;
    if (holder instanceof Map<?, ?>) {
      Map<String, @Nullable Object> map = asMap(holder);
      String name = text(key);
      map.put(name, set(frame, map.get(name), keys, from + 1, value));
    } else if (holder instanceof List<?>) {
      List<@Nullable Object> list = asList(holder);
      int index = index(key, list.size());
      list.set(index, set(frame, list.get(index), keys, from + 1, value));
    } else {
      throw new EvaluationException(Values.typeOf(holder) + " cannot be indexed");
    }
    return holder;
  }

  private static Object holderFor(@Nullable Object key) {
    if (!(key instanceof Long index)) {
      return new LinkedHashMap<String, @Nullable Object>();
    }
    if (index < 0 || index > MAX_INDEX) {
      throw new EvaluationException("index " + index + " is out of bounds");
    }
    List<@Nullable Object> list = new ArrayList<>();
    for (long i = 0; i <= index; i++) {
      list.add(null);
    }
    return list;
  }

  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> asMap(Object value) {
    return (Map<String, @Nullable Object>) value;
  }

  @SuppressWarnings("unchecked")
  static List<@Nullable Object> asList(Object value) {
    return (List<@Nullable Object>) value;
  }

  static String text(@Nullable Object key) {
    if (key instanceof String name) {
      return name;
    }
    throw new EvaluationException("a map is indexed by a string, found " + Values.typeOf(key));
  }

  static int index(@Nullable Object key, int size) {
    if (!(key instanceof Long index)) {
      throw new EvaluationException("a list is indexed by an int, found " + Values.typeOf(key));
    }
    if (index < 0 || index >= size) {
      throw new EvaluationException("index " + index + " is out of bounds");
    }
    return index.intValue();
  }
}
