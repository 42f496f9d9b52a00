/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

/** A compiled editor. */
@FunctionalInterface
interface Action {
  /**
   * Does it.
   *
   * @throws EvaluationException if it cannot be done here
   */
  void run(Frame frame);
}
