/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A place for what statements want to remember while they run for one item. */
final class CachePath implements MapTarget, Target.Indexed {
  @Override
  public Object get(Frame frame) {
    return frame.cache();
  }

  @Override
  public Map<String, @Nullable Object> read(Frame frame) {
    return frame.cache();
  }

  @Override
  public void set(Frame frame, Object value) {
    if (!(value instanceof Map)) {
      throw EvaluationException.type("a map", value);
    }
    if (value != frame.cache()) {
      frame.cache().clear();
      frame.cache().putAll(Nested.asMap(value));
    }
  }

  @Override
  public void removeIf(Frame frame, Predicate<String> condition) {
    frame.cache().keySet().removeIf(condition);
  }

  @Override
  public Target at(List<Getter> keys) {
    return new Target() {
      @Override
      public @Nullable Object get(Frame frame) {
        return Nested.get(frame, frame.cache(), keys, 0);
      }

      @Override
      public void set(Frame frame, Object value) {
        Nested.set(frame, frame.cache(), keys, 0, value);
      }
    };
  }
}
