/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a log record, and what lies in it. */
record BodyPath(Target whole) implements Target, Target.Indexed {
  @Override
  public @Nullable Object get(Frame frame) {
    return whole.get(frame);
  }

  @Override
  public void set(Frame frame, Object value) {
    whole.set(frame, value);
  }

  @Override
  public Target at(List<Getter> keys) {
    return new Target() {
      @Override
      public @Nullable Object get(Frame frame) {
        return Nested.get(frame, whole.get(frame), keys, 0);
      }

      @Override
      public void set(Frame frame, Object value) {
        Object body = whole.get(frame);
        if (body == null) {
          throw new EvaluationException("an empty body cannot be indexed");
        }
        whole.set(frame, Nested.set(frame, body, keys, 0, value));
      }
    };
  }
}
