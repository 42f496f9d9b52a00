/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.log;

/**
 * How a log keeps what it is given.
 *
 * @param maxBytes most bytes of all its files
 */
public record LogSettings(long maxBytes, Fsync fsync, OnFull onFull) {
  /** Deleting works by whole segments: with eight of them a full log soon has room again. */
  private static final int MIN_SEGMENTS = 8;

  /** Longer files make nothing faster, and keep disk space that is free but for one record. */
  private static final long MAX_SEGMENT_BYTES = 64L << 20;

  private static final long MIN_SEGMENT_BYTES = 4 << 10;

  /** What to do when there is no room. */
  public enum OnFull {
    /** The append fails with {@link LogFullException}. */
    REFUSE,
    /** The oldest segment goes; what in it was not read yet is counted as dropped. */
    DROP_OLDEST
  }

  /** The size from which on a new segment begins. */
  long segmentBytes() {
    return Math.max(MIN_SEGMENT_BYTES, Math.min(MAX_SEGMENT_BYTES, maxBytes / MIN_SEGMENTS));
  }
}
