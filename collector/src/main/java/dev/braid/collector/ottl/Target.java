/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import org.jspecify.annotations.Nullable;

/** A compiled path: a value that can be set as well. */
interface Target extends Getter {
  /**
   * Sets it.
   *
   * @throws EvaluationException if it cannot hold such a value, or not here
   */
  void set(Frame frame, Object value);

  /** What an index is applied to, for paths that can be indexed. */
  interface Indexed {
    /** The element that {@code keys} lead to. */
    Target at(java.util.List<Getter> keys);
  }

  /** A path that can only be read. */
  static Target readOnly(String name, Getter getter) {
    return new Target() {
      @Override
      public @Nullable Object get(Frame frame) {
        return getter.get(frame);
      }

      @Override
      public void set(Frame frame, Object value) {
        throw new EvaluationException(name + " cannot be set");
      }
    };
  }
}
