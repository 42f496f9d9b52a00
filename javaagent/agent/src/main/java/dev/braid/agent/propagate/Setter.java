/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.propagate;

/** Writes a header of a carrier, over one of the same name. Stateless. */
public interface Setter<C> {
  void set(C carrier, String name, String value);
}
