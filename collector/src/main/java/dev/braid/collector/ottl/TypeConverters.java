/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Converters that ask for a type or change it. */
final class TypeConverters {
  private TypeConverters() {}

  static void define(Functions.Registrar<Functions.Converter> converters) {
    is(converters, "IsString", String.class);
    is(converters, "IsInt", Long.class);
    is(converters, "IsDouble", Double.class);
    is(converters, "IsBool", Boolean.class);
    is(converters, "IsMap", Map.class);
    is(converters, "IsList", List.class);
    converters.add(
        "Int",
        "target",
        a -> {
          Getter value = a.value(0);
          return frame -> Values.wholeNumber(value.get(frame));
        });
    converters.add(
        "Double",
        "target",
        a -> {
          Getter value = a.value(0);
          return frame -> Values.number(value.get(frame));
        });
    converters.add(
        "Bool",
        "target",
        a -> {
          Getter value = a.value(0);
          return frame -> Values.truth(value.get(frame));
        });
    converters.add("String", "target", a -> a.text(0)::get);
    converters.add(
        "Len",
        "target",
        a -> {
          Getter value = a.value(0);
          return frame -> length(value.get(frame));
        });
    converters.add(
        "Coalesce",
        "values",
        a -> {
          List<Getter> values = a.list(0);
          return frame ->
              values.stream()
                  .map(value -> value.get(frame))
                  .filter(java.util.Objects::nonNull)
                  .findFirst()
                  .orElse(null);
        });
    converters.add(
        "Keys",
        "target",
        a -> {
          var map = a.map(0);
          return frame -> new ArrayList<Object>(map.get(frame).keySet());
        });
    converters.add(
        "Values",
        "target",
        a -> {
          var map = a.map(0);
          return frame -> new ArrayList<Object>(map.get(frame).values());
        });
  }

  private static void is(
      Functions.Registrar<Functions.Converter> converters, String name, Class<?> type) {
    converters.add(
        name,
        "target",
        a -> {
          Getter value = a.value(0);
          return frame -> type.isInstance(value.get(frame));
        });
  }

  private static Long length(@org.jspecify.annotations.Nullable Object value) {
    if (value instanceof String text) {
      return (long) Texts.utf8(text).length;
    }
    if (value instanceof List<?> list) {
      return (long) list.size();
    }
    if (value instanceof Map<?, ?> map) {
      return (long) map.size();
    }
    if (value instanceof byte[] bytes) {
      return (long) bytes.length;
    }
    throw new EvaluationException("Len takes a string, list or map, found " + Values.typeOf(value));
  }
}
