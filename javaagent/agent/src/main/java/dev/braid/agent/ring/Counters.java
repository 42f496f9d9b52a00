/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import dev.braid.otlp.Signal;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What became of the items of each signal. Thread-safe. At rest, for every signal:
 *
 * <pre>  created = sent + sum over reasons of dropped + held</pre>
 *
 * where held is what lies in the ring, in a pending batch or in the outbox.
 */
public final class Counters {
  private static final int SIGNALS = Signal.values().length;
  private static final int REASONS = DropReason.values().length;

  private final AtomicLongArray created = new AtomicLongArray(SIGNALS);
  private final AtomicLongArray sent = new AtomicLongArray(SIGNALS);
  private final AtomicLongArray dropped = new AtomicLongArray(SIGNALS * REASONS);
  private final Stripe[] stripes;

  Counters(Stripe[] stripes) {
    this.stripes = stripes;
  }

  void created(Signal signal, long items) {
    created.addAndGet(signal.ordinal(), items);
  }

  void sent(Signal signal, long items) {
    sent.addAndGet(signal.ordinal(), items);
  }

  void dropped(Signal signal, DropReason reason, long items) {
    dropped.addAndGet(signal.ordinal() * REASONS + reason.ordinal(), items);
  }

  public long created(Signal signal) {
    long total = created.get(signal.ordinal());
    for (Stripe stripe : stripes) {
      total += stripe.created(signal);
    }
    return total;
  }

  public long sent(Signal signal) {
    return sent.get(signal.ordinal());
  }

  public long dropped(Signal signal, DropReason reason) {
    return dropped.get(signal.ordinal() * REASONS + reason.ordinal());
  }

  public long dropped(Signal signal) {
    long total = 0;
    for (DropReason reason : DropReason.values()) {
      total += dropped(signal, reason);
    }
    return total;
  }

  /** Created items whose fate is open. */
  public long held(Signal signal) {
    return created(signal) - sent(signal) - dropped(signal);
  }
}
