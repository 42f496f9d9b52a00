/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.probabilisticsampler;

import org.jspecify.annotations.Nullable;

/**
 * Rejection thresholds and randomness values of 56 bits: an item is kept where its threshold is not
 * above its randomness.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/trace/tracestate-probability-sampling/">
 *     probability sampling in the trace state</a>
 */
final class Threshold {
  /** Keeps everything. */
  static final long ALWAYS = 0;

  /** Keeps nothing: the first value above all randomness. */
  static final long NEVER = 1L << 56;

  /** What no valid threshold or randomness is. */
  static final long NONE = -1;

  static final double MIN_PROBABILITY = 1.0 / NEVER;
  private static final int DIGITS = 14;
  private static final int BITS_OF_DIGIT = 4;

  private Threshold() {}

  /** The threshold for {@code probability} in [2^-56, 1], else {@link #NONE}. */
  static long ofProbability(double probability, int precision) {
    if (!(probability >= MIN_PROBABILITY && probability <= 1)) {
      return NONE;
    }
    if (probability == 1) {
      return ALWAYS;
    }
    // Each leading 0 or f of the threshold costs a digit, which is given back.
    int digits =
        Math.max(
            precision + leadingDigits(probability), precision + leadingDigits(1 - probability));
    int shift = BITS_OF_DIGIT * (DIGITS - Math.min(DIGITS, digits));
    long threshold = NEVER - Math.round(probability * NEVER);
    if (shift > 0) {
      threshold = (threshold + (1L << (shift - 1))) >>> shift << shift;
    }
    return threshold;
  }

  private static int leadingDigits(double fraction) {
    return -(Math.getExponent(fraction) + 1) / BITS_OF_DIGIT;
  }

  static double probability(long threshold) {
    return (double) (NEVER - threshold) / NEVER;
  }

  /** The value of {@code th}: up to 14 hex digits, trailing zeros left out; else {@link #NONE}. */
  static long parse(String digits) {
    return digits.isEmpty() || digits.length() > DIGITS
        ? NONE
        : hex(digits) << (hex(digits) == NONE ? 0 : BITS_OF_DIGIT * (DIGITS - digits.length()));
  }

  /** The value of {@code rv}: 14 hex digits; else {@link #NONE}. */
  static long parseRandomness(String digits) {
    return digits.length() == DIGITS ? hex(digits) : NONE;
  }

  private static long hex(String digits) {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 16);
      if (digit < 0 || digits.charAt(i) > 'f') {
        return NONE;
      }
      value = value << BITS_OF_DIGIT | digit;
    }
    return value;
  }

  /** As {@code th} has it; null for {@link #NEVER}, which is not written. */
  static @Nullable String format(long threshold) {
    if (threshold == ALWAYS) {
      return "0";
    }
    if (threshold >= NEVER) {
      return null;
    }
    String digits = formatRandomness(threshold);
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
  }

  static String formatRandomness(long randomness) {
    return Long.toHexString(NEVER | randomness).substring(1);
  }

  /** The 56 bits of randomness of a 32-bit FNV-1a hash, of which 14 decide. */
  static long ofHash(byte[] array, int offset, int length, int seed) {
    int hash = 0x811c9dc5;
    for (int i = 0; i < Integer.SIZE; i += Byte.SIZE) {
      hash = (hash ^ (seed >>> i & 0xff)) * 0x01000193;
    }
    for (int i = offset; i < offset + length; i++) {
      hash = (hash ^ (array[i] & 0xff)) * 0x01000193;
    }
    long bucket = hash & 0x3fff;
    // High buckets were rejected before there were thresholds, so the deciding bits are turned.
    long rest = hash >>> (Integer.SIZE - 14);
    long mixed = rest ^ rest << 10;
    return (0x3fff - bucket) << 42 | mixed << 14 | bucket;
  }
}
