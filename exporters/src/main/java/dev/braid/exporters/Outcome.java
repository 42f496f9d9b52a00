/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one exported batch. */
public sealed interface Outcome {

  /** The one instance of {@link Delivered}. */
  Delivered DELIVERED = new Delivered();

  /** The back end has taken all of it. */
  static Outcome delivered() {
    return DELIVERED;
  }

  /** Worth another attempt, when the back end did not say. */
  static Outcome retryable(String message) {
    return new Retryable(null, message);
  }

  /** Worthless to send again. */
  static Outcome rejected(String message) {
    return new Rejected(message);
  }

  /** The back end has taken all of it. */
  record Delivered() implements Outcome {}

  /**
   * The back end has taken the batch but for some items, which must not be sent again.
   *
   * @param items how many spans, data points or log records it refused; never negative
   * @param message what the back end says
   */
  record PartiallyRejected(long items, String message) implements Outcome {}

  /**
   * Nothing is known to be taken, and sending the same bytes again can succeed.
   *
   * @param after how long the back end asks to wait; null if it does not say
   * @param message what went wrong
   */
  record Retryable(@Nullable Duration after, String message) implements Outcome {}

  /**
   * The back end will never take this batch; sending it again is no use.
   *
   * @param message what the back end says
   */
  record Rejected(String message) implements Outcome {}
}
