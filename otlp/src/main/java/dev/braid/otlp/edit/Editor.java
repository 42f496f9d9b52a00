/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.edit;

/**
 * What happens to each level of a batch. Each method may edit what the cursor stands on and returns
 * whether that stays: false drops it with everything below.
 *
 * <p>An editor belongs to one {@link Rewrite}, and so to one thread at a time. It keeps nothing
 * that the cursor gave it. An exception ends the pass; the batch it came from is unchanged.
 */
public interface Editor {
  /** Whether the method of {@code level} is to be called; asked once, before the first batch. */
  boolean visits(Level level);

  /**
   * Whether it may also edit what lies above the level it is called at, such as a resource's
   * attributes when standing on a span. Such an editor gets a pass of its own.
   */
  default boolean editsAbove() {
    return false;
  }

  /** The cursor stands on a resource entry. */
  default boolean resource(EditCursor at) {
    return true;
  }

  /** The cursor stands on a scope entry. */
  default boolean scope(EditCursor at) {
    return true;
  }

  /** The cursor stands on a span, log record or metric; its parts come afterwards. */
  default boolean item(EditCursor at) {
    return true;
  }

  /** The cursor stands on a span event or data point. */
  default boolean part(EditCursor at) {
    return true;
  }
}
