/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.httpserver;

import dev.braid.bootstrap.Hooks;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Advice for the JDK's HTTP server. */
final class HttpServerAdvice {
  private HttpServerAdvice() {}

  /** {@code Filter.Chain.doFilter(HttpExchange)}, which nests once per filter. */
  static final class Filter {
    private Filter() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.Argument(0) Object exchange) {
      return Hooks.enter(Hooks.HTTP_SERVER, exchange, null, null);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object visit,
        @Advice.Argument(0) Object exchange,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (visit != null) {
        Hooks.exit(Hooks.HTTP_SERVER, visit, exchange, null, thrown);
      }
    }
  }

  /** {@code HttpExchange.sendResponseHeaders(int, long)}. */
  static final class SendHeaders {
    private SendHeaders() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.This Object exchange, @Advice.Thrown @Nullable Throwable thrown) {
      Hooks.exit(Hooks.HTTP_SERVER_RESPONSE, null, exchange, null, thrown);
    }
  }
}
