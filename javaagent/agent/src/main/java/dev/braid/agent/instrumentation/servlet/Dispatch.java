/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.servlet;

import dev.braid.agent.http.ServerExchange;
import dev.braid.bootstrap.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * One pass of a request through the container, from its outermost filter or servlet and back.
 *
 * <p>The first pass starts the exchange. It ends with that pass, or, if asynchronous processing was
 * started, when the container says that it is complete. Later passes of the same request (after
 * {@code AsyncContext.dispatch}, or to an error page) only make its context current again. Forwards
 * and includes happen inside of a pass and are not seen.
 */
final class Dispatch {
  private static final String ATTRIBUTE = "dev.braid.servlet";

  private final RequestState state;
  private final Context previous;

  private Dispatch(RequestState state, Context previous) {
    this.state = state;
    this.previous = previous;
  }

  /** Enters a filter or servlet; null if it is not the outermost one of a pass. */
  static @Nullable Dispatch enter(HttpServletRequest request, HttpServletResponse response) {
    Context current = Context.current();
    if (current.exchange != null) {
      return null;
    }
    Object known = request.getAttribute(ATTRIBUTE);
    if (known instanceof RequestState) {
      RequestState state = (RequestState) known;
      return new Dispatch(state, Context.attach(state.context));
    }
    ServerExchange exchange = ServletTelemetry.INSTANCE.start(request);
    RequestState state = new RequestState(exchange, Context.current(), request, response);
    request.setAttribute(ATTRIBUTE, state);
    return new Dispatch(state, current);
  }

  void exit(@Nullable Throwable thrown) {
    Context.restore(previous);
    state.passEnds(thrown);
  }
}
