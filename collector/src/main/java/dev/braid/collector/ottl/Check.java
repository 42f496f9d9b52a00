/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

/** A compiled condition. */
@FunctionalInterface
interface Check {
  /**
   * Whether it holds now.
   *
   * @throws EvaluationException if that cannot be said
   */
  boolean holds(Frame frame);
}
