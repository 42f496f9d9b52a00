/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import dev.braid.otlp.Signal;
import dev.braid.otlp.sender.SendOutcome;

/** Sends requests, one at a time, blocking. */
interface Sender {
  SendOutcome send(Signal signal, byte[] body, int length);

  /** Called by the drain thread now and then: ends a write that is stuck. */
  void abortIfOverdue();

  /** Ends what is under way, from any thread. */
  void close();
}
