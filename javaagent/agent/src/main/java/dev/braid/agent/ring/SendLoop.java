/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import dev.braid.bootstrap.Context;
import dev.braid.otlp.Signal;
import dev.braid.otlp.sender.SendOutcome;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The send thread: takes requests from the outbox and settles each before the next. */
final class SendLoop implements Runnable {
  /** OpenTelemetry's retry policy: five attempts, from one second up, by half each time. */
  private static final int MAX_ATTEMPTS = 5;

  private static final long FIRST_BACKOFF_MILLIS = 1_000;
  private static final long MAX_BACKOFF_MILLIS = 5_000;

  /** A collector may ask for a pause, but not for one that costs more than a full outbox. */
  private static final long MAX_ASKED_MILLIS = 30_000;

  private final Outbox outbox;
  private final Sender sender;
  private final Counters counters;
  private final Complaints complaints;
  private volatile boolean isEnding;
  private volatile boolean isAbandoned;
  private volatile @Nullable Thread thread;

  SendLoop(Outbox outbox, Sender sender, Counters counters, Complaints complaints) {
    this.outbox = outbox;
    this.sender = sender;
    this.counters = counters;
    this.complaints = complaints;
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    Context.attach(Context.ROOT.suppress(Context.ALL));
    while (true) {
      try {
        Outgoing request = outbox.next();
        if (request == null) {
          return;
        }
        settle(request);
        outbox.release(request);
      } catch (InterruptedException e) {
        if (isAbandoned) {
          return;
        }
      }
    }
  }

  private void settle(Outgoing request) {
    Signal signal = request.signal;
    try {
      SendOutcome outcome = sendWithRetry(request);
      if (outcome == null) {
        counters.dropped(signal, DropReason.SHUTDOWN, request.items);
      } else {
        count(signal, request.items, outcome);
      }
    } catch (Throwable fault) {
      counters.dropped(signal, DropReason.INTERNAL, request.items);
      complaints.sendFailed(signal, fault.toString());
    }
  }

  private void count(Signal signal, int items, SendOutcome outcome) {
    if (outcome instanceof SendOutcome.PartiallyRejected) {
      long rejected = Math.min(items, ((SendOutcome.PartiallyRejected) outcome).rejectedItems());
      counters.sent(signal, items - rejected);
      counters.dropped(signal, DropReason.REJECTED, rejected);
      complaints.sendFailed(signal, outcome.message());
    } else if (outcome.isDelivered()) {
      counters.sent(signal, items);
      complaints.sendWorked(signal);
    } else {
      boolean isRetryable = outcome.isRetryable();
      DropReason reason = isRetryable ? DropReason.EXPORT_FAILED : DropReason.REJECTED;
      counters.dropped(signal, reason, items);
    }
  }

  private @Nullable SendOutcome sendWithRetry(Outgoing request) {
    long backoff = FIRST_BACKOFF_MILLIS;
    for (int attempt = 1; ; attempt++) {
      if (isAbandoned) {
        return null;
      }
      SendOutcome outcome =
          sender.send(request.signal, request.writer.array(), request.writer.size());
      if (outcome.isDelivered()) {
        return outcome;
      }
      complaints.sendFailed(request.signal, outcome.message());
      if (!outcome.isRetryable() || attempt == MAX_ATTEMPTS || isEnding) {
        return outcome;
      }
      pause(Math.max(jittered(backoff), asked(outcome)));
      backoff = Math.min(MAX_BACKOFF_MILLIS, backoff * 3 / 2);
    }
  }

  private static long asked(SendOutcome outcome) {
    return outcome instanceof SendOutcome.Retryable
        ? Math.min(MAX_ASKED_MILLIS, ((SendOutcome.Retryable) outcome).retryAfterMillis())
        : 0;
  }

  private static long jittered(long millis) {
    return millis * ThreadLocalRandom.current().nextLong(80, 121) / 100;
  }

  private void pause(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    long left = end - System.nanoTime();
    while (left > 0 && !isEnding) {
      LockSupport.parkNanos(this, left);
      left = end - System.nanoTime();
    }
  }

  /** One attempt for each request from now on. */
  void end() {
    isEnding = true;
    Thread running = thread;
    if (running != null) {
      LockSupport.unpark(running);
    }
  }

  /** No attempt from now on; what is under way fails. */
  void abandon() {
    isAbandoned = true;
    end();
    sender.close();
  }
}
