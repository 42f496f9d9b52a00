/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.sender;

/**
 * How one request went. Closed: {@link Delivered}, {@link PartiallyRejected}, {@link Retryable},
 * {@link Rejected}. Immutable.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp-response">OTLP/HTTP response</a>
 */
public abstract class SendOutcome {
  private final String message;

  private SendOutcome(String message) {
    this.message = message;
  }

  /** What the server (or the socket) said, for the log; may be empty. */
  public final String message() {
    return message;
  }

  /** Whether the server took the request, wholly or in part. */
  public boolean isDelivered() {
    return false;
  }

  /** Whether the same request should be sent again later. */
  public boolean isRetryable() {
    return false;
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
  }

  /** All items were taken; a message is a warning of the server. */
  public static final class Delivered extends SendOutcome {
    public Delivered(String message) {
      super(message);
    }

    @Override
    public boolean isDelivered() {
      return true;
    }
  }

  /** The request was taken, but for some items, which must not be sent again. */
  public static final class PartiallyRejected extends SendOutcome {
    private final long rejectedItems;

    PartiallyRejected(long rejectedItems, String message) {
      super(message);
      this.rejectedItems = rejectedItems;
    }

    @Override
    public boolean isDelivered() {
      return true;
    }

    /** Number of items that were not taken. */
    public long rejectedItems() {
      return rejectedItems;
    }
  }

  /** The request may be taken later: status 429, 502, 503, 504, or no usable answer. */
  public static final class Retryable extends SendOutcome {
    private final long retryAfterMillis;

    Retryable(long retryAfterMillis, String message) {
      super(message);
      this.retryAfterMillis = retryAfterMillis;
    }

    @Override
    public boolean isRetryable() {
      return true;
    }

    /** Milliseconds that the server asked to wait; 0 if it did not. */
    public long retryAfterMillis() {
      return retryAfterMillis;
    }
  }

  /** The request will never be taken. */
  public static final class Rejected extends SendOutcome {
    private final int status;

    Rejected(int status, String message) {
      super(message);
      this.status = status;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }
  }
}
