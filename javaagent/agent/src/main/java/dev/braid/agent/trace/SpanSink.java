/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

/** Takes spans that have ended. Called on the application's threads: never blocks, never throws. */
public interface SpanSink {
  void ended(Span span);
}
