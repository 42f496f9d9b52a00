/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.servlet;

import dev.braid.bootstrap.Context;
import jakarta.servlet.DispatcherType;
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
abstract class Dispatch {
  static final String ATTRIBUTE = "dev.braid.servlet";

  /** Enters a filter or servlet; null if it is not the outermost one of a pass. */
  static @Nullable Dispatch enter(HttpServletRequest request, HttpServletResponse response) {
    if (Context.current().exchange != null) {
      return null;
    }
    if (request.getDispatcherType() != DispatcherType.REQUEST) {
      Object known = request.getAttribute(ATTRIBUTE);
      if (known instanceof RequestState) {
        return new Later((RequestState) known);
      }
    }
    return new RequestState(request, response);
  }

  /** Leaves the filter or servlet. */
  abstract void exit(@Nullable Throwable thrown);

  /** A pass after the first one. */
  private static final class Later extends Dispatch {
    private final RequestState state;
    private final Context previous;

    Later(RequestState state) {
      this.state = state;
      this.previous = Context.attach(state.exchange.context());
    }

    @Override
    void exit(@Nullable Throwable thrown) {
      Context.restore(previous);
      state.passEnds(thrown);
    }
  }
}
