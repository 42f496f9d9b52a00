/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.log;

import java.time.Duration;

/**
 * When an append is answered.
 *
 * @param isForced after a force of the file: survives a power loss; otherwise after the write:
 *     survives the end of the process only
 * @param interval shortest time between two forces, in which appends gather
 */
public record Fsync(boolean isForced, Duration interval) {
  /** Answers wait for their force, of which there is one every five milliseconds at most. */
  public static final Fsync GROUP = new Fsync(true, Duration.ofMillis(5));

  /** Answers wait for the write only. */
  public static final Fsync OFF = new Fsync(false, Duration.ZERO);
}
