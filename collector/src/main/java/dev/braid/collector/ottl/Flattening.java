/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns maps and lists inside a map into dotted keys. One use. */
final class Flattening {
  private final Map<String, @Nullable Object> result = new LinkedHashMap<>();
  private final Map<String, Integer> conflicts = new HashMap<>();
  private final long depth;
  private final boolean resolves;

  /** Elements of lists keep the key of the list, and get a number behind it where they clash. */
  Flattening(long depth, boolean resolves) {
    this.depth = depth;
    this.resolves = resolves;
  }

  Map<String, @Nullable Object> of(Map<String, @Nullable Object> map, String prefix) {
    flatten(map, prefix, 0);
    return result;
  }

  private void flatten(Map<String, @Nullable Object> map, String prefix, long level) {
    String start = prefix.isEmpty() ? "" : prefix + ".";
    map.forEach((key, value) -> add(start + key, value, level));
  }

  private void add(String key, @Nullable Object value, long level) {
    if (value instanceof Map && level < depth) {
      flatten(Nested.asMap(value), key, level + 1);
    } else if (value instanceof List<?> list && level < depth) {
      for (int i = 0; i < list.size(); i++) {
        addElement(key, i, list.get(i), level + 1);
      }
    } else {
      put(key, value);
    }
  }

  private void addElement(String key, int index, @Nullable Object element, long level) {
    String numbered = key + "." + index;
    if ((element instanceof Map || element instanceof List) && level < depth) {
      add(numbered, element, level);
    } else {
      put(resolves ? key : numbered, element);
    }
  }

  private void put(String key, @Nullable Object value) {
    if (!resolves || !result.containsKey(key)) {
      result.put(key, value);
      conflicts.put(key, 0);
    } else {
      int number = conflicts.merge(key, 1, Integer::sum) - 1;
      result.put(key + "." + number, value);
    }
  }
}
