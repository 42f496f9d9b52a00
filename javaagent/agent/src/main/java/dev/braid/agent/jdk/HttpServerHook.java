/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdk;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import dev.braid.agent.http.ServerExchange;
import dev.braid.agent.weave.WeakIdentityMap;
import dev.braid.bootstrap.Context;
import dev.braid.bootstrap.Hook;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request through {@code com.sun.net.httpserver}. A handler that returns without
 * having sent response headers has handed the exchange to another thread: the span ends with the
 * headers.
 */
public final class HttpServerHook extends Hook {
  private static final int NOT_SENT = -1;

  private final WeakIdentityMap<HttpExchange, Visit> handedOver = new WeakIdentityMap<>();

  /** Set by the first exchange that is answered by another thread; most servers have none. */
  private volatile boolean hasHandedOver;

  /** The hook of {@code sendResponseHeaders}. */
  public Hook response() {
    return new Response();
  }

  @Override
  public @Nullable Object enter(
      @Nullable Object self, @Nullable Object first, @Nullable Object second) {
    if (Context.current().exchange != null) {
      return null;
    }
    HttpExchange request = (HttpExchange) requireNonNull(self);
    ServerExchange exchange = HttpExchangeTelemetry.INSTANCE.start(request);
    exchange.route(request.getHttpContext().getPath());
    return new Visit(exchange);
  }

  @Override
  public void exit(
      @Nullable Object state,
      @Nullable Object self,
      @Nullable Object returned,
      @Nullable Throwable thrown) {
    Visit visit = (Visit) requireNonNull(state);
    HttpExchange request = (HttpExchange) requireNonNull(self);
    visit.exchange.detach();
    if (thrown != null || request.getResponseCode() != NOT_SENT) {
      visit.end(request, thrown);
      return;
    }
    handedOver.put(request, visit);
    hasHandedOver = true;
    if (request.getResponseCode() != NOT_SENT) {
      answered(request, null);
    }
  }

  private void answered(HttpExchange request, @Nullable Throwable thrown) {
    Visit visit = handedOver.get(request);
    if (visit != null) {
      handedOver.remove(request);
      visit.end(request, thrown);
    }
  }

  private final class Response extends Hook {
    @Override
    public void exit(
        @Nullable Object state,
        @Nullable Object self,
        @Nullable Object returned,
        @Nullable Throwable thrown) {
      if (hasHandedOver) {
        answered((HttpExchange) requireNonNull(self), thrown);
      }
    }
  }

  /** One request; true once it has ended, which two threads may try. */
  private static final class Visit extends AtomicBoolean {
    private static final long serialVersionUID = 1L;

    private final transient ServerExchange exchange;

    Visit(ServerExchange exchange) {
      this.exchange = exchange;
    }

    void end(HttpExchange request, @Nullable Throwable thrown) {
      if (compareAndSet(false, true)) {
        HttpExchangeTelemetry.INSTANCE.end(exchange, request, request, thrown);
      }
    }
  }
}
