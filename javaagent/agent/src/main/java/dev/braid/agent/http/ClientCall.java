/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.http;

import dev.braid.agent.trace.Span;
import dev.braid.bootstrap.Context;
import org.jspecify.annotations.Nullable;

/** One request that this process makes. Owned by one thread at a time. */
public final class ClientCall {
  final Span span;
  final String method;
  final @Nullable String host;
  final int port;
  final long startNanos = System.nanoTime();
  volatile boolean isEnded;
  private final Context previous;
  private final Context context;

  ClientCall(
      Span span, String method, @Nullable String host, int port, Context previous, Context own) {
    this.span = span;
    this.method = method;
    this.host = host;
    this.port = port;
    this.previous = previous;
    this.context = own;
  }

  public Span span() {
    return span;
  }

  /** The context below which the library works; its nested clients record nothing. */
  public Context context() {
    return context;
  }

  /** Makes the call current on this thread; {@link #detach} must follow on the same thread. */
  public void attach() {
    Context.attach(context);
  }

  /** Makes current again what was current when the call started. */
  public void detach() {
    Context.restore(previous);
  }

  /** The context that was current when the call started, in which its callbacks belong. */
  public Context parent() {
    return previous;
  }
}
