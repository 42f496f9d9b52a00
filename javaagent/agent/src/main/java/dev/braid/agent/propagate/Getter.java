/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.propagate;

import org.jspecify.annotations.Nullable;

/** Reads a header of a carrier. Stateless; make one constant of each. */
public interface Getter<C> {
  /** The first value of a header, whose name is lower case and case does not matter; or null. */
  @Nullable String get(C carrier, String name);
}
