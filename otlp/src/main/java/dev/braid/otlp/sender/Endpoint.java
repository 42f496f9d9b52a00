/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.sender;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The parts of an absolute http or https URL. Immutable. */
final class Endpoint {
  final boolean isTls;
  final String host;
  final int port;

  /** Path and query as they stand in the request line. */
  final String target;

  /** Value of the Host header. */
  final String authority;

  private Endpoint(boolean isTls, String host, int port, String target) {
    this.isTls = isTls;
    this.host = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    this.port = port;
    this.target = target;
    this.authority = port == defaultPort(isTls) ? host : host + ':' + port;
  }

  static Endpoint parse(String url) {
    URI uri;
    try {
      uri = new URI(url.trim());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("endpoint: not a URL, expected http://host:4318/...", e);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean isTls = scheme.equals("https");
    if ((!isTls && !scheme.equals("http")) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "endpoint: got scheme '" + scheme + "', expected http://host:4318/... or https://...");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("endpoint: user info is not supported, set a header");
    }
    int port = uri.getPort() < 0 ? defaultPort(isTls) : uri.getPort();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new Endpoint(isTls, uri.getHost(), port, path + query);
  }

  private static int defaultPort(boolean isTls) {
    return isTls ? 443 : 80;
  }
}
