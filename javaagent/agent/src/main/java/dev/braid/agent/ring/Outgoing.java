/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import dev.braid.otlp.ProtoWriter;
import dev.braid.otlp.Signal;

/** One request on its way to the collector. Pooled; owned by the drain, then the send thread. */
final class Outgoing {
  /** Requests are cut at a batch of 1 MiB and one item; metrics of 2,000 series are 1 MB. */
  private static final int MAX_BYTES = 16 << 20;

  final ProtoWriter writer = new ProtoWriter(64 << 10, MAX_BYTES);
  Signal signal = Signal.TRACES;
  int items;

  /** How often it was tried in vain. */
  int attempts;

  long backoffMillis;

  /** Makes it an empty request of {@code newSignal}. */
  void reset(Signal newSignal) {
    writer.reset();
    signal = newSignal;
    items = 0;
    attempts = 0;
    backoffMillis = SendLoop.FIRST_BACKOFF_MILLIS;
  }
}
