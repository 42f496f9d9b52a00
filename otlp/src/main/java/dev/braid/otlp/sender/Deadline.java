/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.sender;

import java.net.SocketTimeoutException;

/** A point in time by which a request has to be over. Immutable. */
final class Deadline {
  private final long nanos;
  private final int timeoutMillis;

  private Deadline(long nanos, int timeoutMillis) {
    this.nanos = nanos;
    this.timeoutMillis = timeoutMillis;
  }

  static Deadline after(int millis) {
    return new Deadline(System.nanoTime() + millis * 1_000_000L, millis);
  }

  boolean isOver() {
    return System.nanoTime() - nanos >= 0;
  }

  /** What is left, at least 1, since sockets take 0 as "for ever". */
  int remainingMillis() throws SocketTimeoutException {
    long left = nanos - System.nanoTime();
    if (left <= 0) {
      throw new SocketTimeoutException("no answer within " + timeoutMillis + " ms");
    }
    return (int) Math.max(1, left / 1_000_000);
  }
}
