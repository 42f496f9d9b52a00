/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import org.jspecify.annotations.Nullable;

/** A value that is the same for every item. */
record Constant(@Nullable Object value) implements Getter {
  @Override
  public @Nullable Object get(Frame frame) {
    return value;
  }
}
