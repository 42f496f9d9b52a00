/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

import java.time.Instant;

/**
 * Wall-clock nanoseconds from the monotonic clock. The distance between the two is measured anew by
 * the drain thread; a local trace keeps the distance that its first span saw, so that its spans
 * agree with each other.
 */
public final class AgentClock {
  private static volatile long offset = System.currentTimeMillis() * 1_000_000 - System.nanoTime();

  private AgentClock() {}

  /** Nanoseconds since the epoch. */
  public static long now() {
    return offset + System.nanoTime();
  }

  static long offset() {
    return offset;
  }

  /** Measures the distance again. */
  public static void adjust() {
    Instant wall = Instant.now();
    offset = wall.getEpochSecond() * 1_000_000_000L + wall.getNano() - System.nanoTime();
  }
}
