/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** Why a batch was not taken. Closed: {@link Retryable} or {@link Permanent}. Immutable. */
public abstract class Failure {
  private final String message;

  private Failure(String message) {
    this.message = message;
  }

  /** The same batch may succeed later; the sender may wait at least {@code retryAfterMillis}. */
  public static Failure retryable(String message, long retryAfterMillis) {
    return new Retryable(message, retryAfterMillis);
  }

  /** The same batch will never be taken. */
  public static Failure permanent(String message) {
    return new Permanent(message);
  }

  /** What happened, for the sender and the log; never holds payload. */
  public final String message() {
    return message;
  }

  /** Whether a resend can help. */
  public abstract boolean isRetryable();

  /** Milliseconds that the sender should wait, 0 where it may choose. */
  public abstract long retryAfterMillis();

  final boolean isWorseThan(Failure other) {
    if (isRetryable() != other.isRetryable()) {
      return isRetryable();
    }
    return retryAfterMillis() > other.retryAfterMillis();
  }

  @Override
  public final String toString() {
    return (isRetryable() ? "retryable: " : "permanent: ") + message;
  }

  /** A failure that a resend may cure. */
  public static final class Retryable extends Failure {
    private final long retryAfterMillis;

    private Retryable(String message, long retryAfterMillis) {
      super(message);
      this.retryAfterMillis = Math.max(0, retryAfterMillis);
    }

    @Override
    public boolean isRetryable() {
      return true;
    }

    @Override
    public long retryAfterMillis() {
      return retryAfterMillis;
    }
  }

  /** A failure that stays. */
  public static final class Permanent extends Failure {
    private Permanent(String message) {
      super(message);
    }

    @Override
    public boolean isRetryable() {
      return false;
    }

    @Override
    public long retryAfterMillis() {
      return 0;
    }
  }
}
