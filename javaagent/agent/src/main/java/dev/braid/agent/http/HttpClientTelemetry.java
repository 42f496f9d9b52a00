/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.http;

import dev.braid.agent.metrics.DurationBounds;
import dev.braid.agent.metrics.DurationHistogram;
import dev.braid.agent.metrics.Metrics;
import dev.braid.agent.propagate.Propagators;
import dev.braid.agent.propagate.Setter;
import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.agent.trace.Numbers;
import dev.braid.agent.trace.Semconv;
import dev.braid.agent.trace.Span;
import dev.braid.agent.trace.SpanKind;
import dev.braid.agent.trace.Tracer;
import dev.braid.bootstrap.Context;
import org.jspecify.annotations.Nullable;

/**
 * What every HTTP client instrumentation records: one span and one duration a request. Stateless
 * but for constants: make one instance. {@link #start} does not touch the thread's context; {@link
 * ClientCall#attach} does.
 *
 * @param <Q> the library's request
 * @param <S> the library's response
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">HTTP spans</a>
 */
public abstract class HttpClientTelemetry<Q, S> {
  private static final int CLIENT_ERROR = 400;

  private static final DurationHistogram DURATION =
      Metrics.get()
          .add(
              new DurationHistogram(
                  new InstrumentationScope("dev.braid.http", null),
                  "http.client.request.duration",
                  "Duration of HTTP client requests.",
                  DurationBounds.HTTP,
                  Semconv.HTTP_REQUEST_METHOD,
                  Semconv.HTTP_RESPONSE_STATUS_CODE,
                  Semconv.SERVER_ADDRESS,
                  Semconv.SERVER_PORT,
                  Semconv.NETWORK_PROTOCOL_VERSION,
                  Semconv.ERROR_TYPE));

  private final InstrumentationScope scope;

  protected HttpClientTelemetry(String scopeName) {
    this.scope = new InstrumentationScope(scopeName, null);
  }

  protected abstract @Nullable String method(Q request);

  /** The whole URL; secrets are taken out here. */
  protected abstract @Nullable String url(Q request);

  protected abstract @Nullable String host(Q request);

  /** The port, the scheme's own if the URL has none; 0 or less if unknown. */
  protected abstract int port(Q request);

  /** For instance "HTTP/1.1" or "1.1"; null if unknown. */
  protected abstract @Nullable String protocolVersion(S response);

  /** The status that came, 0 or less if none. */
  protected abstract int status(S response);

  /** Starts a call below the current span; null inside of another HTTP client's call. */
  public final @Nullable ClientCall start(Q request) {
    Context parent = Context.current();
    if (parent.isSuppressed(Context.HTTP_CLIENT)) {
      return null;
    }
    String original = method(request);
    String method = HttpWords.method(original);
    Span span = Tracer.get().start(scope, SpanKind.CLIENT, HttpWords.name(method), parent);
    String host = host(request);
    int port = port(request);
    if (span.isRecording()) {
      span.set(Semconv.HTTP_REQUEST_METHOD, method);
      if (method.equals(HttpWords.OTHER)) {
        span.set(Semconv.HTTP_REQUEST_METHOD_ORIGINAL, original);
      }
      String url = url(request);
      span.set(Semconv.URL_FULL, url == null ? null : UrlRedaction.url(url));
      span.set(Semconv.SERVER_ADDRESS, host);
      span.put(Semconv.SERVER_PORT, port > 0 ? Numbers.box(port) : null);
    }
    Context own = parent.withCall(span, Context.HTTP_CLIENT);
    return new ClientCall(span, method, host, port, parent, own);
  }

  /** Writes the call's trace context into the request's headers. */
  public final <C> void inject(ClientCall call, C carrier, Setter<C> setter) {
    Propagators.get().inject(call.context(), carrier, setter);
  }

  /** Ends the call, on any thread; a second call does nothing. Leaves the thread alone. */
  public final void end(
      ClientCall call, Q request, @Nullable S response, @Nullable Throwable thrown) {
    if (call.isEnded) {
      return;
    }
    call.isEnded = true;
    int status = response == null ? 0 : status(response);
    String version = response == null ? null : HttpWords.version(protocolVersion(response));
    String errorType = null;
    if (thrown != null) {
      errorType = thrown.getClass().getName();
    } else if (status >= CLIENT_ERROR) {
      errorType = HttpWords.status(status);
    }
    Long boxedStatus = status > 0 ? Numbers.box(status) : null;
    Span span = call.span;
    if (span.isRecording()) {
      span.put(Semconv.HTTP_RESPONSE_STATUS_CODE, boxedStatus);
      span.set(Semconv.NETWORK_PROTOCOL_VERSION, version);
      if (errorType != null) {
        span.error(errorType, null);
      }
      if (thrown != null) {
        span.exception(thrown);
      }
      span.end();
    }
    DURATION.record(
        System.nanoTime() - call.startNanos,
        span,
        call.method,
        boxedStatus,
        call.host,
        call.port > 0 ? Numbers.box(call.port) : null,
        version,
        errorType,
        null,
        null);
  }
}
