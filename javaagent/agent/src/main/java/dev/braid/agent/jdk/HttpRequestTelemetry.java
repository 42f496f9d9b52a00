/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdk;

import dev.braid.agent.http.ClientCall;
import dev.braid.agent.http.HttpClientTelemetry;
import dev.braid.agent.propagate.Setter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Reads what the conventions ask for from a request of the JDK's HTTP client. Stateless. */
final class HttpRequestTelemetry extends HttpClientTelemetry<HttpRequest, ClientAttempt> {
  static final HttpRequestTelemetry INSTANCE = new HttpRequestTelemetry();

  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  private HttpRequestTelemetry() {
    super("dev.braid.java-http-client");
  }

  void inject(ClientCall call, ClientAttempt attempt) {
    inject(call, attempt, Headers.INSTANCE);
  }

  @Override
  protected String method(HttpRequest request) {
    return request.method();
  }

  @Override
  protected String url(HttpRequest request) {
    return request.uri().toString();
  }

  @Override
  protected @Nullable String host(HttpRequest request) {
    return request.uri().getHost();
  }

  @Override
  protected int port(HttpRequest request) {
    int port = request.uri().getPort();
    if (port != -1) {
      return port;
    }
    return "https".equalsIgnoreCase(request.uri().getScheme()) ? HTTPS_PORT : HTTP_PORT;
  }

  @Override
  protected @Nullable String protocolVersion(ClientAttempt response) {
    HttpClient.Version version = response.version;
    if (version == null) {
      return null;
    }
    return version == HttpClient.Version.HTTP_1_1 ? "1.1" : version.name().substring(5);
  }

  @Override
  protected int status(ClientAttempt response) {
    return response.status;
  }

  private static final class Headers implements Setter<ClientAttempt> {
    static final Headers INSTANCE = new Headers();

    @Override
    public void set(ClientAttempt carrier, String name, String value) {
      carrier.inject(name, value);
    }
  }
}
