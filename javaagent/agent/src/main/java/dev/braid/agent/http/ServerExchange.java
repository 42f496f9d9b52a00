/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.http;

import dev.braid.agent.trace.Semconv;
import dev.braid.agent.trace.Span;
import dev.braid.bootstrap.Context;
import org.jspecify.annotations.Nullable;

/**
 * One request that this process answers, from its first thread to its last. Its fields are written
 * by whoever handles the request at the time.
 */
public final class ServerExchange {
  final Span span;
  final String method;
  volatile boolean isEnded;
  private final Context previous;
  private @Nullable Context context;
  private volatile @Nullable String route;

  ServerExchange(Span span, String method, Context previous) {
    this.span = span;
    this.method = method;
    this.previous = previous;
  }

  /** The exchange that the current thread works for, or null. */
  public static @Nullable ServerExchange current() {
    return (ServerExchange) Context.current().exchange;
  }

  Context attach(Context parent) {
    Context own = parent.withServer(span, this);
    context = own;
    Context.attach(own);
    return own;
  }

  /** Takes the exchange off the thread that started it; it goes on until it is ended. */
  public void detach() {
    Context.restore(previous);
  }

  /** The context of the exchange, for other threads that work for it. */
  public Context context() {
    Context own = context;
    return own == null ? Context.ROOT : own;
  }

  public Span span() {
    return span;
  }

  public @Nullable String route() {
    return route;
  }

  /**
   * Tells the route, a pattern of low cardinality; the last one wins. Null and empty do nothing.
   */
  public void route(@Nullable String newRoute) {
    if (newRoute == null || newRoute.isEmpty() || isEnded) {
      return;
    }
    route = newRoute;
    if (span.isRecording()) {
      span.name(HttpWords.name(method, newRoute)).set(Semconv.HTTP_ROUTE, newRoute);
    }
  }
}
