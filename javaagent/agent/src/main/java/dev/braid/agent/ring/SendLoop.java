/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import dev.braid.bootstrap.Context;
import dev.braid.otlp.Signal;
import dev.braid.otlp.sender.SendOutcome;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The send thread: takes requests from the outbox, makes one attempt with each, and settles it or
 * puts it back for later. All signals share the thread, so an attempt that hangs until its timeout
 * delays the others. A signal that fails is held back for at least as long as its last attempt
 * took: however it fails, half of the time belongs to the others.
 */
final class SendLoop implements Runnable {
  /** OpenTelemetry's retry policy: five attempts, from one second up, by half each time. */
  private static final int MAX_ATTEMPTS = 5;

  static final long FIRST_BACKOFF_MILLIS = 1_000;
  private static final long MAX_BACKOFF_MILLIS = 5_000;

  /** A collector may ask for a pause, but not for one that costs more than a full outbox. */
  private static final long MAX_ASKED_MILLIS = 30_000;

  private final Outbox outbox;
  private final Sender sender;
  private final Counters counters;
  private final Complaints complaints;
  private volatile boolean isEnding;
  private volatile boolean isAbandoned;

  SendLoop(Outbox outbox, Sender sender, Counters counters, Complaints complaints) {
    this.outbox = outbox;
    this.sender = sender;
    this.counters = counters;
    this.complaints = complaints;
  }

  @Override
  public void run() {
    Context.attach(Context.ROOT.suppress(Context.ALL));
    while (true) {
      try {
        Outgoing request = outbox.next();
        if (request == null) {
          return;
        }
        attempt(request);
      } catch (InterruptedException e) {
        // abandoned, and so closed: what is left is counted without being sent
      }
    }
  }

  private void attempt(Outgoing request) {
    boolean isWaiting = false;
    try {
      isWaiting = !isSettled(request);
    } catch (Throwable fault) {
      counters.dropped(request.signal, DropReason.INTERNAL, request.items);
      complaints.sendFailed(request.signal, fault.toString());
    }
    if (!isWaiting) {
      outbox.release(request);
    }
  }

  /** Tries once, and counts unless the request waits for another attempt. */
  private boolean isSettled(Outgoing request) {
    Signal signal = request.signal;
    if (isAbandoned) {
      counters.dropped(signal, DropReason.SHUTDOWN, request.items);
      return true;
    }
    long start = System.nanoTime();
    SendOutcome outcome = sender.send(signal, request.writer.array(), request.writer.size());
    if (!outcome.isDelivered()) {
      complaints.sendFailed(signal, outcome.message());
    }
    if (outcome.isRetryable()) {
      outbox.holdBack(signal, pauseNanos(request, outcome, System.nanoTime() - start));
      boolean isLast = ++request.attempts == MAX_ATTEMPTS || isEnding;
      if (!isLast && outbox.putBack(request)) {
        return false;
      }
    }
    count(signal, request.items, outcome);
    return true;
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

  /** How long the signal of {@code request} rests after an attempt in vain. */
  private static long pauseNanos(Outgoing request, SendOutcome outcome, long tookNanos) {
    long millis = Math.max(jittered(request.backoffMillis), asked(outcome));
    request.backoffMillis = Math.min(MAX_BACKOFF_MILLIS, request.backoffMillis * 3 / 2);
    return Math.max(millis * 1_000_000, tookNanos);
  }

  private static long asked(SendOutcome outcome) {
    return outcome instanceof SendOutcome.Retryable
        ? Math.min(MAX_ASKED_MILLIS, ((SendOutcome.Retryable) outcome).retryAfterMillis())
        : 0;
  }

  private static long jittered(long millis) {
    return millis * ThreadLocalRandom.current().nextLong(80, 121) / 100;
  }

  /** One attempt for each request from now on. */
  void end() {
    isEnding = true;
    outbox.hurry();
  }

  /** No attempt from now on; what is under way fails. */
  void abandon() {
    isAbandoned = true;
    end();
    outbox.abandon();
    sender.close();
  }
}
