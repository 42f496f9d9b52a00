/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import com.lmax.disruptor.EventFactory;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.otlp.ProtoWriter;
import dev.braid.otlp.Signal;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The hand-over from application threads to the drain thread. Hot: pools its buffers, allocates
 * nothing for items that fit a slot, and drops the newest item when there is no room.
 *
 * <p>Items are encoded in a stripe <em>before</em> a slot is claimed; between claim and publication
 * stands only a copy, published in {@code finally}, since a slot that stays unpublished would stall
 * the ring for ever.
 */
final class ItemRing {
  /** At 20,000 items a second the drain thread may be away for 200 ms. 3.4 MB. */
  static final int SLOTS = 4_096;

  /** Most spans and log records fit; larger ones get an array. */
  static final int SLOT_BYTES = 768;

  /** A single item beyond this is no telemetry. */
  static final int MAX_ITEM_BYTES = 512 << 10;

  /** Bytes of large items in the ring. */
  static final int MAX_LARGE_BYTES = 2 << 20;

  /** The part of the ring that logs leave to spans. */
  static final int LOG_RESERVE = SLOTS / 4;

  /** More than can run at once on usual machines; a preempted owner blocks nobody else. */
  private static final int STRIPES = 16;

  private static final int PROBES = 4;

  final RingBuffer<Slot> ring;
  final ParkedWait wait = new ParkedWait();
  final Counters counters;
  private final Stripe[] stripes = new Stripe[STRIPES];
  private final AtomicInteger largeBytes = new AtomicInteger();
  private volatile boolean isClosed;

  ItemRing() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe(true);
    }
    counters = new Counters(stripes);
    ring = RingBuffer.createMultiProducer(new Slots(), SLOTS, wait);
  }

  /** A stripe of this thread's own until {@link Stripe#release}. */
  Stripe claim() {
    int start = (int) Thread.currentThread().getId();
    for (int i = 0; i < PROBES; i++) {
      Stripe stripe = stripes[(start + i) & (STRIPES - 1)];
      if (stripe.busy.get() == 0 && stripe.busy.compareAndSet(0, 1)) {
        return stripe;
      }
    }
    return new Stripe(false);
  }

  /** Hands over what {@code stripe}'s writer holds, and counts what becomes of it. */
  void publish(Stripe stripe, Signal signal, InstrumentationScope scope, ProtoWriter writer) {
    if (stripe.isPooled) {
      stripe.countCreated(signal);
    } else {
      counters.created(signal, 1);
    }
    if (writer.isOverflown()) {
      counters.dropped(signal, DropReason.TOO_LARGE, 1);
      return;
    }
    if (signal == Signal.LOGS && !ring.hasAvailableCapacity(LOG_RESERVE)) {
      counters.dropped(signal, DropReason.LOG_QUOTA, 1);
      return;
    }
    if (writer.size() <= SLOT_BYTES) {
      publish(signal, scope, writer.array(), writer.size(), false);
    } else {
      publishLarge(signal, scope, writer);
    }
  }

  /** Counts an item that could not be encoded. */
  void failed(Signal signal) {
    counters.created(signal, 1);
    counters.dropped(signal, DropReason.INTERNAL, 1);
  }

  private void publishLarge(Signal signal, InstrumentationScope scope, ProtoWriter writer) {
    int length = writer.size();
    if (largeBytes.addAndGet(length) > MAX_LARGE_BYTES) {
      largeBytes.addAndGet(-length);
      counters.dropped(signal, DropReason.LARGE_BUDGET, 1);
    } else if (!publish(signal, scope, writer.toByteArray(), length, true)) {
      largeBytes.addAndGet(-length);
    }
  }

  private boolean publish(
      Signal signal, InstrumentationScope scope, byte[] bytes, int length, boolean isLarge) {
    if (isClosed) {
      counters.dropped(signal, DropReason.SHUTDOWN, 1);
      return false;
    }
    long sequence;
    try {
      sequence = ring.tryNext();
    } catch (InsufficientCapacityException full) {
      counters.dropped(signal, DropReason.RING_FULL, 1);
      return false;
    }
    try {
      Slot slot = ring.get(sequence);
      slot.signal = signal;
      slot.scope = scope;
      slot.length = length;
      if (isLarge) {
        slot.large = bytes;
      } else {
        System.arraycopy(bytes, 0, slot.bytes, 0, length);
      }
    } finally {
      ring.publish(sequence);
    }
    wait.published(sequence);
    return true;
  }

  /** The drain thread has taken a large item. */
  void releaseLarge(int length) {
    largeBytes.addAndGet(-length);
  }

  /** From now on everything is dropped. */
  void close() {
    isClosed = true;
  }

  private static final class Slots implements EventFactory<Slot> {
    @Override
    public Slot newInstance() {
      return new Slot();
    }
  }
}
