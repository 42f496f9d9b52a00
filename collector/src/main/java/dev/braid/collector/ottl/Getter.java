/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import org.jspecify.annotations.Nullable;

/**
 * A compiled value.
 *
 * <p>Values are {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@code byte[]},
 * {@link java.util.List}, {@link java.util.Map}, {@link java.time.Instant}, {@link
 * java.time.Duration} and null.
 */
@FunctionalInterface
interface Getter {
  /**
   * The value now.
   *
   * @throws EvaluationException if it has none here
   */
  @Nullable Object get(Frame frame);
}
