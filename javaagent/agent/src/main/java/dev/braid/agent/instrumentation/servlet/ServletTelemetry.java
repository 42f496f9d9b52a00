/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.servlet;

import dev.braid.agent.http.HttpServerTelemetry;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Reads what the conventions ask for from a servlet request. Stateless. */
final class ServletTelemetry extends HttpServerTelemetry<HttpServletRequest, RequestState> {
  static final ServletTelemetry INSTANCE = new ServletTelemetry();

  private ServletTelemetry() {
    super("dev.braid.servlet");
  }

  @Override
  protected String method(HttpServletRequest request) {
    return request.getMethod();
  }

  @Override
  protected String path(HttpServletRequest request) {
    return request.getRequestURI();
  }

  @Override
  protected @Nullable String query(HttpServletRequest request) {
    return request.getQueryString();
  }

  @Override
  protected String scheme(HttpServletRequest request) {
    return request.getScheme();
  }

  @Override
  protected @Nullable String host(HttpServletRequest request) {
    return request.getServerName();
  }

  @Override
  protected int port(HttpServletRequest request) {
    return request.getServerPort();
  }

  @Override
  protected @Nullable String clientAddress(HttpServletRequest request) {
    return request.getRemoteAddr();
  }

  @Override
  protected @Nullable String protocolVersion(HttpServletRequest request) {
    return request.getProtocol();
  }

  @Override
  protected @Nullable String header(HttpServletRequest request, String name) {
    return request.getHeader(name);
  }

  @Override
  protected int status(RequestState state) {
    return state.status();
  }
}
