/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdk;

import dev.braid.agent.http.ClientCall;
import dev.braid.agent.http.HttpClientTelemetry;
import dev.braid.agent.propagate.Setter;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/** Reads what the conventions ask for from a {@code HttpURLConnection}. Stateless. */
final class UrlConnectionTelemetry
    extends HttpClientTelemetry<HttpURLConnection, HttpUrlConnectionHook.Progress> {
  static final UrlConnectionTelemetry INSTANCE = new UrlConnectionTelemetry();

  private UrlConnectionTelemetry() {
    super("dev.braid.http-url-connection");
  }

  void inject(ClientCall call, HttpURLConnection request) {
    inject(call, request, Properties.INSTANCE);
  }

  /** Output turns a GET into a POST, but only once the stream is asked for. */
  @Override
  protected String method(HttpURLConnection request) {
    String method = request.getRequestMethod();
    return request.getDoOutput() && method.equals("GET") ? "POST" : method;
  }

  @Override
  protected String url(HttpURLConnection request) {
    return request.getURL().toExternalForm();
  }

  @Override
  protected @Nullable String host(HttpURLConnection request) {
    return request.getURL().getHost();
  }

  @Override
  protected int port(HttpURLConnection request) {
    int port = request.getURL().getPort();
    return port == -1 ? request.getURL().getDefaultPort() : port;
  }

  @Override
  protected @Nullable String protocolVersion(HttpUrlConnectionHook.Progress response) {
    return response.status > 0 ? "1.1" : null;
  }

  @Override
  protected int status(HttpUrlConnectionHook.Progress response) {
    return response.status;
  }

  private static final class Properties implements Setter<HttpURLConnection> {
    static final Properties INSTANCE = new Properties();

    @Override
    public void set(HttpURLConnection carrier, String name, String value) {
      carrier.setRequestProperty(name, value);
    }
  }
}
