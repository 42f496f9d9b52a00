/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.probabilisticsampler;

/** How a threshold is found. */
sealed interface Mode {
  /**
   * The threshold of an item.
   *
   * @param arriving the threshold that it came with, or {@link Threshold#NONE}
   */
  long threshold(long arriving);

  /** Keeps nothing. */
  record Never() implements Mode {
    @Override
    public long threshold(long arriving) {
      return Threshold.NEVER;
    }
  }

  /** By a hash of the trace id or an attribute. */
  record Hashing(long threshold) implements Mode {
    @Override
    public long threshold(long arriving) {
      return threshold;
    }
  }

  /** Brings items to one probability, whatever they came with. */
  record Equalizing(long threshold) implements Mode {
    @Override
    public long threshold(long arriving) {
      return threshold;
    }
  }

  /** Keeps the same share of whatever comes. */
  record Proportional(double ratio, int precision) implements Mode {
    @Override
    public long threshold(long arriving) {
      double before = arriving == Threshold.NONE ? 1 : Threshold.probability(arriving);
      long threshold = Threshold.ofProbability(before * ratio, precision);
      return threshold == Threshold.NONE ? Threshold.NEVER : threshold;
    }
  }
}
