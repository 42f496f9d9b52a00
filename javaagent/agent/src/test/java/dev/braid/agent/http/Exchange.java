/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.http;

import dev.braid.agent.trace.Sampler;
import dev.braid.agent.trace.Span;
import dev.braid.agent.trace.SpanLimits;
import dev.braid.agent.trace.Tracer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A request and its response, and both sides' telemetry of them, recorded in a list. */
final class Exchange {
  String method = "GET";
  @Nullable String url = "http://shop:8080/orders?id=1";
  @Nullable String path = "/orders";
  @Nullable String query = "id=1";
  @Nullable String host = "shop";
  int port = 8080;
  int status = 200;
  final Map<String, String> headers = new TreeMap<>();

  /** Records the spans that end while it is open. */
  static final class Recorded implements AutoCloseable {
    final List<Span> spans = new CopyOnWriteArrayList<>();
    private final Tracer before;

    Recorded(Sampler sampler) {
      before = Tracer.install(new Tracer(sampler, SpanLimits.defaults(), spans::add));
    }

    @Override
    public void close() {
      Tracer.install(before);
    }
  }

  static final class Server extends HttpServerTelemetry<Exchange, Exchange> {
    Server() {
      super("test-server");
    }

    @Override
    protected String method(Exchange request) {
      return request.method;
    }

    @Override
    protected @Nullable String path(Exchange request) {
      return request.path;
    }

    @Override
    protected @Nullable String query(Exchange request) {
      return request.query;
    }

    @Override
    protected String scheme(Exchange request) {
      return "http";
    }

    @Override
    protected @Nullable String host(Exchange request) {
      return request.host;
    }

    @Override
    protected int port(Exchange request) {
      return request.port;
    }

    @Override
    protected String clientAddress(Exchange request) {
      return "10.0.0.9";
    }

    @Override
    protected String protocolVersion(Exchange request) {
      return "HTTP/1.1";
    }

    @Override
    protected @Nullable String header(Exchange request, String name) {
      return request.headers.get(name);
    }

    @Override
    protected int status(Exchange response) {
      return response.status;
    }
  }

  static final class Client extends HttpClientTelemetry<Exchange, Exchange> {
    Client() {
      super("test-client");
    }

    @Override
    protected String method(Exchange request) {
      return request.method;
    }

    @Override
    protected @Nullable String url(Exchange request) {
      return request.url;
    }

    @Override
    protected @Nullable String host(Exchange request) {
      return request.host;
    }

    @Override
    protected int port(Exchange request) {
      return request.port;
    }

    @Override
    protected String protocolVersion(Exchange response) {
      return "HTTP/2.0";
    }

    @Override
    protected int status(Exchange response) {
      return response.status;
    }
  }
}
