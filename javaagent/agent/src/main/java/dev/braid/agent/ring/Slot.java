/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.otlp.Signal;
import org.jspecify.annotations.Nullable;

/** A place in the ring. Written by the producer that claimed it, then read by the drain thread. */
final class Slot {
  final byte[] bytes = new byte[ItemRing.SLOT_BYTES];
  int length;
  Signal signal = Signal.TRACES;
  @Nullable InstrumentationScope scope;

  /** The content when it does not fit in {@link #bytes}. */
  byte @Nullable [] large;
}
