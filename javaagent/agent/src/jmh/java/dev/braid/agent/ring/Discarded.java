/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import dev.braid.otlp.Signal;
import dev.braid.otlp.sender.SendOutcome;

/** A collector that takes everything at once and forgets it. */
final class Discarded implements Sender {
  private static final byte[] RESOURCE = {0x0a, 0};
  private static final DrainSettings SETTINGS = new DrainSettings(512, 512, 1_000, 1_000, 0);

  /** A recording whose batches are made and go nowhere. */
  static Recording start() {
    return Recording.start(new Discarded(), SETTINGS, () -> RESOURCE);
  }

  @Override
  public SendOutcome send(Signal signal, byte[] body, int length) {
    return new SendOutcome.Delivered("");
  }

  @Override
  public void abortIfOverdue() {
    // Nothing is ever under way.
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
