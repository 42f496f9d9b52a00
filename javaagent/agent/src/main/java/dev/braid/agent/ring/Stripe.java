/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import dev.braid.otlp.ProtoWriter;
import dev.braid.otlp.Signal;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** A scratch buffer in which one thread at a time encodes an item. Pooled, mutable. */
final class Stripe {
  private static final int INITIAL_BYTES = 1_024;

  /** One huge item must not keep its memory for ever. */
  private static final int MAX_KEPT_BYTES = 16 << 10;

  final AtomicInteger busy = new AtomicInteger();

  /** Written by the owner of the stripe only. */
  private final AtomicLongArray created = new AtomicLongArray(Signal.values().length);

  /** False for one that was made because all others were taken; its counts nobody reads. */
  final boolean isPooled;

  private ProtoWriter writer = newWriter();

  Stripe(boolean isPooled) {
    this.isPooled = isPooled;
  }

  private static ProtoWriter newWriter() {
    return new ProtoWriter(INITIAL_BYTES, ItemRing.MAX_ITEM_BYTES);
  }

  ProtoWriter writer() {
    return writer.reset();
  }

  void countCreated(Signal signal) {
    int index = signal.ordinal();
    created.lazySet(index, created.get(index) + 1);
  }

  long created(Signal signal) {
    return created.get(signal.ordinal());
  }

  void release() {
    if (writer.capacity() > MAX_KEPT_BYTES) {
      writer = newWriter();
    }
    busy.set(0);
  }
}
