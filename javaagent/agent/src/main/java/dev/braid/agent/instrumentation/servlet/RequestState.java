/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.servlet;

import dev.braid.agent.http.ServerExchange;
import dev.braid.bootstrap.Context;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a request between its passes: kept as an attribute of the request, and told
 * by the container how asynchronous processing goes. One thread at a time, except for the race of
 * completing twice, which {@link #isEnded} settles.
 */
final class RequestState implements AsyncListener {
  private static final int INTERNAL_SERVER_ERROR = 500;

  final ServerExchange exchange;
  final Context context;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final AtomicBoolean isEnded = new AtomicBoolean();
  private volatile @Nullable Throwable failure;
  private boolean isListening;

  RequestState(
      ServerExchange exchange,
      Context context,
      HttpServletRequest request,
      HttpServletResponse response) {
    this.exchange = exchange;
    this.context = context;
    this.request = request;
    this.response = response;
  }

  /** The status that the client gets: an exception that leaves the pass becomes a 500. */
  int status() {
    int status = response.getStatus();
    boolean isLost = failure != null && status < INTERNAL_SERVER_ERROR && !response.isCommitted();
    return isLost ? INTERNAL_SERVER_ERROR : status;
  }

  void passEnds(@Nullable Throwable thrown) {
    if (thrown != null) {
      failure = causeOf(thrown);
    }
    if (isEnded.get() || isListening) {
      return;
    }
    if (thrown == null && request.isAsyncStarted() && isListeningFromNow()) {
      return;
    }
    end();
  }

  /** What the application threw, without the container's or framework's wrapper. */
  private static Throwable causeOf(Throwable thrown) {
    Throwable cause =
        thrown instanceof ServletException ? ((ServletException) thrown).getRootCause() : null;
    return cause == null ? thrown : cause;
  }

  /** False if the container has completed the request in the meantime. */
  private boolean isListeningFromNow() {
    try {
      request.getAsyncContext().addListener(this);
      isListening = true;
      return true;
    } catch (IllegalStateException isComplete) {
      return false;
    }
  }

  private void end() {
    if (isEnded.compareAndSet(false, true)) {
      ServletTelemetry.INSTANCE.end(exchange, request, this, failure);
    }
  }

  @Override
  public void onComplete(AsyncEvent event) {
    end();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    // The container goes on to an error page and then completes.
  }

  @Override
  public void onError(AsyncEvent event) {
    Throwable thrown = event.getThrowable();
    failure = thrown == null ? null : causeOf(thrown);
  }

  /** A new start forgets its listeners. */
  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }
}
