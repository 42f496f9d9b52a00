/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.probabilisticsampler;

/** Where an item carries its sampling values. */
interface Carrier {
  /** Whether what it carries keeps to the rules. */
  boolean isValid();

  /** Or {@link Threshold#NONE}. */
  long threshold();

  /** Or {@link Threshold#NONE}. */
  long randomness();

  void setRandomness(long randomness);

  /** {@link Threshold#NONE} removes it. */
  void setThreshold(long threshold);

  /** Puts the values into the item. */
  void write();
}
