/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdk;

import static java.util.Objects.requireNonNull;

import dev.braid.agent.http.ClientCall;
import dev.braid.agent.trace.Semconv;
import dev.braid.agent.weave.WeakIdentityMap;
import dev.braid.bootstrap.Context;
import dev.braid.bootstrap.Hook;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request through {@code java.net.http}. A call of {@code send} or {@code sendAsync}
 * remembers its caller's context; each attempt to send it over the wire is a span below that.
 *
 * <pre>
 *   caller's thread:  new MultiExchange ──▶ Caller(context)
 *   any thread:       Exchange.responseAsync ──▶ Attempt ··· headers ··· status ··· future ──▶ end
 * </pre>
 */
public final class HttpClientHook extends Hook {
  private final WeakIdentityMap<Object, Caller> callers = new WeakIdentityMap<>();
  private final WeakIdentityMap<HttpRequest, ClientAttempt> attempts = new WeakIdentityMap<>();

  /** The hook of a call's beginning. */
  public Hook callers() {
    return new Calls();
  }

  /** The hook that hears each status. */
  public Hook response() {
    return new Response();
  }

  /** {@code self} is the request of the attempt, {@code first} the call that it belongs to. */
  @Override
  public @Nullable Object enter(
      @Nullable Object self, @Nullable Object first, @Nullable Object second) {
    Caller caller = first == null ? null : callers.get(first);
    if (caller == null) {
      return null;
    }
    HttpRequest request = (HttpRequest) requireNonNull(self);
    Context previous = Context.attach(caller.context);
    try {
      ClientCall call = HttpRequestTelemetry.INSTANCE.start(request);
      if (call == null) {
        return null;
      }
      ClientAttempt attempt = new ClientAttempt(call);
      if (caller.sentBefore > 0) {
        call.span().set(Semconv.HTTP_REQUEST_RESEND_COUNT, caller.sentBefore);
      }
      caller.sentBefore++;
      HttpRequestTelemetry.INSTANCE.inject(call, attempt);
      attempts.put(request, attempt);
      return attempt;
    } finally {
      Context.restore(previous);
    }
  }

  @Override
  public void exit(
      @Nullable Object state,
      @Nullable Object self,
      @Nullable Object returned,
      @Nullable Throwable thrown) {
    ClientAttempt attempt = (ClientAttempt) requireNonNull(state);
    HttpRequest request = (HttpRequest) requireNonNull(self);
    if (returned instanceof CompletableFuture) {
      ((CompletableFuture<?>) returned)
          .whenComplete((response, failure) -> end(attempt, request, failure));
    } else {
      end(attempt, request, thrown);
    }
  }

  /** The headers that the caller set, with those that propagate the span of the attempt. */
  @Override
  public @Nullable Object replace(@Nullable Object self, @Nullable Object value) {
    ClientAttempt attempt = attempts.get((HttpRequest) requireNonNull(self));
    return attempt == null ? value : attempt.headers((HttpHeaders) requireNonNull(value));
  }

  private void end(ClientAttempt attempt, HttpRequest request, @Nullable Throwable thrown) {
    attempts.remove(request);
    HttpRequestTelemetry.INSTANCE.end(attempt.call, request, attempt, Failures.cause(thrown));
  }

  private final class Calls extends Hook {
    @Override
    public @Nullable Object enter(
        @Nullable Object self, @Nullable Object first, @Nullable Object second) {
      callers.put(requireNonNull(self), new Caller(Context.current()));
      return null;
    }
  }

  private final class Response extends Hook {
    @Override
    public @Nullable Object enter(
        @Nullable Object self, @Nullable Object first, @Nullable Object second) {
      ClientAttempt attempt = attempts.get((HttpRequest) requireNonNull(self));
      if (attempt != null) {
        attempt.status = (Integer) requireNonNull(first);
        attempt.version = (HttpClient.Version) second;
      }
      return null;
    }
  }

  /** One call; its attempts follow each other, handed on by the client's futures. */
  private static final class Caller {
    final Context context;
    int sentBefore;

    Caller(Context context) {
      this.context = context;
    }
  }
}
