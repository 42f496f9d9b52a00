/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.http;

import dev.braid.agent.metrics.DurationBounds;
import dev.braid.agent.metrics.DurationHistogram;
import dev.braid.agent.metrics.Metrics;
import dev.braid.agent.propagate.Getter;
import dev.braid.agent.propagate.Propagators;
import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.agent.trace.Numbers;
import dev.braid.agent.trace.Semconv;
import dev.braid.agent.trace.Span;
import dev.braid.agent.trace.Tracer;
import dev.braid.bootstrap.Context;
import org.jspecify.annotations.Nullable;

/**
 * What every HTTP server instrumentation records: one span and one duration a request. Stateless
 * but for constants: make one instance. {@link #start} attaches the exchange's context to the
 * thread, {@link ServerExchange#detach} takes it off, {@link #end} may happen on any thread.
 *
 * @param <Q> the library's request
 * @param <S> the library's response
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">HTTP spans</a>
 */
public abstract class HttpServerTelemetry<Q, S> {
  private static final int SERVER_ERROR = 500;

  private static final DurationHistogram DURATION =
      Metrics.get()
          .add(
              new DurationHistogram(
                  new InstrumentationScope("dev.braid.http", null),
                  "http.server.request.duration",
                  "Duration of HTTP server requests.",
                  DurationBounds.HTTP,
                  Semconv.HTTP_REQUEST_METHOD,
                  Semconv.HTTP_RESPONSE_STATUS_CODE,
                  Semconv.HTTP_ROUTE,
                  Semconv.URL_SCHEME,
                  Semconv.NETWORK_PROTOCOL_VERSION,
                  Semconv.ERROR_TYPE));

  private final InstrumentationScope scope;
  private final Getter<Q> headers = new Headers();

  protected HttpServerTelemetry(String scopeName) {
    this.scope = new InstrumentationScope(scopeName, null);
  }

  protected abstract @Nullable String method(Q request);

  /** The raw path, without query. */
  protected abstract @Nullable String path(Q request);

  /** The raw query without question mark, or null. */
  protected abstract @Nullable String query(Q request);

  protected abstract @Nullable String scheme(Q request);

  /** The host that the client asked for, without port. */
  protected abstract @Nullable String host(Q request);

  /** The port that the client asked for, 0 or less if unknown. */
  protected abstract int port(Q request);

  /** The address of the socket's other end. */
  protected abstract @Nullable String clientAddress(Q request);

  /** For instance "HTTP/1.1" or "1.1". */
  protected abstract @Nullable String protocolVersion(Q request);

  /** The first value of a header; the name is lower case. */
  protected abstract @Nullable String header(Q request, String name);

  /** The status that was sent, 0 or less if unknown. */
  protected abstract int status(S response);

  /** Starts the exchange and attaches its context to this thread. */
  public final ServerExchange start(Q request) {
    Context previous = Context.current();
    Context parent = Propagators.get().extract(Context.ROOT, request, headers);
    String original = method(request);
    String method = HttpWords.method(original);
    String path = path(request);
    Span span =
        Tracer.get()
            .startServer(
                scope, HttpWords.name(method), path == null ? "" : path, (Span) parent.span);
    ServerExchange exchange = new ServerExchange(span, method, previous);
    if (span.isRecording()) {
      span.set(Semconv.HTTP_REQUEST_METHOD, method);
      if (method.equals(HttpWords.OTHER)) {
        span.set(Semconv.HTTP_REQUEST_METHOD_ORIGINAL, original);
      }
      span.set(Semconv.URL_PATH, path).set(Semconv.URL_SCHEME, scheme(request));
      span.set(Semconv.NETWORK_PROTOCOL_VERSION, HttpWords.version(protocolVersion(request)));
      describe(span, request);
    }
    exchange.attach(parent);
    return exchange;
  }

  private void describe(Span span, Q request) {
    String query = query(request);
    if (query != null && !query.isEmpty()) {
      span.set(Semconv.URL_QUERY, UrlRedaction.query(query));
    }
    String host = host(request);
    if (host != null) {
      span.set(Semconv.SERVER_ADDRESS, host);
      int port = port(request);
      if (port > 0) {
        span.set(Semconv.SERVER_PORT, port);
      }
    }
    String peer = clientAddress(request);
    span.set(Semconv.NETWORK_PEER_ADDRESS, peer);
    String forwarded = ForwardedClient.address(this, request);
    span.set(Semconv.CLIENT_ADDRESS, forwarded == null ? peer : forwarded);
    span.set(Semconv.USER_AGENT_ORIGINAL, header(request, "user-agent"));
  }

  final @Nullable String headerOf(Q request, String name) {
    return header(request, name);
  }

  /** Ends the exchange, on any thread; a second call does nothing. Leaves the thread alone. */
  public final void end(
      ServerExchange exchange, Q request, @Nullable S response, @Nullable Throwable thrown) {
    if (exchange.isEnded) {
      return;
    }
    exchange.isEnded = true;
    int status = response == null ? 0 : status(response);
    if (status <= 0 && thrown != null) {
      status = SERVER_ERROR;
    }
    String errorType = null;
    if (status >= SERVER_ERROR || thrown != null) {
      errorType = thrown == null ? HttpWords.status(status) : thrown.getClass().getName();
    }
    Long boxedStatus = status > 0 ? Numbers.box(status) : null;
    Span span = exchange.span;
    if (span.isRecording()) {
      span.put(Semconv.HTTP_RESPONSE_STATUS_CODE, boxedStatus);
      if (errorType != null) {
        span.error(errorType, null);
      }
      if (thrown != null) {
        span.exception(thrown);
      }
      span.end();
    }
    DURATION.record(
        span.durationNanos(),
        span,
        exchange.method,
        boxedStatus,
        exchange.route(),
        scheme(request),
        HttpWords.version(protocolVersion(request)),
        errorType,
        null,
        null);
  }

  private final class Headers implements Getter<Q> {
    @Override
    public @Nullable String get(Q carrier, String name) {
      return header(carrier, name);
    }
  }
}
