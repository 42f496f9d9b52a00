/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import dev.braid.agent.http.HttpServerTelemetry;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Reads what the conventions ask for from an exchange of the JDK's HTTP server. Stateless. */
final class HttpExchangeTelemetry extends HttpServerTelemetry<HttpExchange, HttpExchange> {
  static final HttpExchangeTelemetry INSTANCE = new HttpExchangeTelemetry();

  private HttpExchangeTelemetry() {
    super("dev.braid.java-http-server");
  }

  @Override
  protected String method(HttpExchange request) {
    return request.getRequestMethod();
  }

  @Override
  protected String path(HttpExchange request) {
    String path = request.getRequestURI().getRawPath();
    return path == null ? "" : path;
  }

  @Override
  protected @Nullable String query(HttpExchange request) {
    return request.getRequestURI().getRawQuery();
  }

  @Override
  protected String scheme(HttpExchange request) {
    return request instanceof HttpsExchange ? "https" : "http";
  }

  @Override
  protected @Nullable String host(HttpExchange request) {
    String host = header(request, "Host");
    return host == null ? null : Authority.host(host);
  }

  @Override
  protected int port(HttpExchange request) {
    String host = header(request, "Host");
    return host == null ? request.getLocalAddress().getPort() : Authority.port(host);
  }

  @Override
  protected @Nullable String clientAddress(HttpExchange request) {
    InetAddress address = request.getRemoteAddress().getAddress();
    return address == null ? null : address.getHostAddress();
  }

  @Override
  protected @Nullable String protocolVersion(HttpExchange request) {
    return request.getProtocol();
  }

  @Override
  protected @Nullable String header(HttpExchange request, String name) {
    return request.getRequestHeaders().getFirst(name);
  }

  /** Not positive if the handler failed before it sent headers: the client gets no status then. */
  @Override
  protected int status(HttpExchange response) {
    return response.getResponseCode();
  }
}
