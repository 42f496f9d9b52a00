/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A path to a map. */
interface MapTarget extends Target {
  /** A copy of the map. */
  Map<String, @Nullable Object> read(Frame frame);

  /** Removes the keys for which {@code condition} is true. */
  void removeIf(Frame frame, Predicate<String> condition);

  /** Removes one key. */
  default void remove(Frame frame, String key) {
    removeIf(frame, key::equals);
  }

  /** Any path, as far as it holds a map. */
  static MapTarget of(Target target) {
    return target instanceof MapTarget map ? map : new Checked(target);
  }

  /** A path of which only the value tells whether it is a map. */
  record Checked(Target target) implements MapTarget {
    @Override
    public @Nullable Object get(Frame frame) {
      return target.get(frame);
    }

    @Override
    public void set(Frame frame, Object value) {
      target.set(frame, value);
    }

    @Override
    public Map<String, @Nullable Object> read(Frame frame) {
      Object value = target.get(frame);
      if (value instanceof Map) {
        return Nested.asMap(value);
      }
      throw new EvaluationException("expected a map, found " + Values.typeOf(value));
    }

    @Override
    public void removeIf(Frame frame, Predicate<String> condition) {
      Map<String, @Nullable Object> map = read(frame);
      if (map.keySet().removeIf(condition)) {
        target.set(frame, map);
      }
    }
  }
}
