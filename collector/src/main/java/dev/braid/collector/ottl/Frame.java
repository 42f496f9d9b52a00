/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import dev.braid.otlp.edit.EditCursor;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What statements see while they run. Owned by one thread; moved by its editor. */
public final class Frame {
  private final Clock clock;
  private final Map<String, @Nullable Object> cache = new LinkedHashMap<>();
  private @Nullable EditCursor cursor;
  private @Nullable Object argument;

  public Frame(Clock clock) {
    this.clock = clock;
  }

  /** Moves to where {@code at} stands, with an empty cache. */
  public Frame moveTo(EditCursor at) {
    cursor = at;
    if (!cache.isEmpty()) {
      cache.clear();
    }
    return this;
  }

  EditCursor at() {
    EditCursor current = cursor;
    if (current == null) {
      throw new IllegalStateException("no item");
    }
    return current;
  }

  Map<String, @Nullable Object> cache() {
    return cache;
  }

  Clock clock() {
    return clock;
  }

  /** What a converter that was named as an argument is applied to. */
  @Nullable Object argument() {
    return argument;
  }

  /** {@code function} of {@code value}. */
  @Nullable Object apply(Getter function, Object value) {
    argument = value;
    Object result = function.get(this);
    argument = null;
    return result;
  }
}
