/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.servlet;

import dev.braid.agent.http.ServerExchange;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * A request in its first pass, and what is remembered of it for later ones: then it is an attribute
 * of the request, and the container tells it how asynchronous processing goes. One thread at a
 * time, but for the race of completing twice, which {@link #end} settles.
 */
final class RequestState extends Dispatch implements AsyncListener {
  private static final int FIRST_ERROR = 400;
  private static final int INTERNAL_SERVER_ERROR = 500;

  final ServerExchange exchange;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private volatile @Nullable Throwable failure;
  private boolean isListening;
  private boolean isEnded;

  RequestState(HttpServletRequest request, HttpServletResponse response) {
    this.request = request;
    this.response = response;
    this.exchange = ServletTelemetry.INSTANCE.start(request);
  }

  @Override
  void exit(@Nullable Throwable thrown) {
    exchange.detach();
    passEnds(thrown);
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
    if (isListening) {
      return;
    }
    if (thrown == null && request.isAsyncStarted() && isListeningFromNow()) {
      return;
    }
    end();
    if (failure != null || response.getStatus() >= FIRST_ERROR) {
      // An error page may follow, which works for this request too.
      request.setAttribute(ATTRIBUTE, this);
    }
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
      request.setAttribute(ATTRIBUTE, this);
      request.getAsyncContext().addListener(this);
      isListening = true;
      return true;
    } catch (IllegalStateException isComplete) {
      return false;
    }
  }

  private synchronized void end() {
    if (!isEnded) {
      isEnded = true;
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
