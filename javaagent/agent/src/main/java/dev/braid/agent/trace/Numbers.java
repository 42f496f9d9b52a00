/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

/** Boxed integers without allocation for those that come again: status codes, ports. */
public final class Numbers {
  private static final int SLOTS = 1024; // status codes 100-599 and some hundred ports, 4 KiB

  private static final Long[] CACHE = new Long[SLOTS];

  private Numbers() {}

  /** A boxed {@code value}. Racy on purpose: a slot holds some immutable box or another. */
  @SuppressWarnings("ReferenceEquality")
  public static Long box(long value) {
    int slot = (int) (value ^ value >>> 10) & (SLOTS - 1);
    Long known = CACHE[slot];
    if (known == null || known.longValue() != value) {
      known = value;
      CACHE[slot] = known;
    }
    return known;
  }
}
