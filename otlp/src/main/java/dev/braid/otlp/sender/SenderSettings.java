/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.sender;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Where and how a sender delivers. Immutable; made with {@link #builder}. */
public final class SenderSettings {
  /** OpenTelemetry's default for OTEL_EXPORTER_OTLP_TIMEOUT. */
  public static final int DEFAULT_TIMEOUT_MILLIS = 10_000;

  /** A body that answers an export is a few bytes; 64 KiB leaves room for error pages. */
  public static final int DEFAULT_MAX_RESPONSE_BYTES = 64 << 10;

  private static final String USER_AGENT = "braid-otlp-sender";

  /** What the sender sets itself; a second value would contradict it. */
  private static final Set<String> OWN_HEADERS =
      Set.of(
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "transfer-encoding");

  final Endpoint endpoint;
  final Map<String, String> headers;
  final boolean gzip;
  final int connectTimeoutMillis;
  final int timeoutMillis;
  final int maxResponseBytes;
  final @Nullable SSLSocketFactory sslSocketFactory;

  private SenderSettings(Builder builder) {
    endpoint = builder.endpoint;
    headers = builder.headers;
    gzip = builder.gzip;
    connectTimeoutMillis = builder.connectTimeoutMillis;
    timeoutMillis = builder.timeoutMillis;
    maxResponseBytes = builder.maxResponseBytes;
    sslSocketFactory = builder.sslSocketFactory;
  }

  /** The head of every request up to the number that Content-Length has. */
  String requestHead() {
    StringBuilder head = new StringBuilder(256);
    head.append("POST ").append(endpoint.target).append(" HTTP/1.1\r\n");
    if (!headers.containsKey("host")) {
      head.append("Host: ").append(endpoint.authority).append("\r\n");
    }
    if (!headers.containsKey("user-agent")) {
      head.append("User-Agent: ").append(USER_AGENT).append("\r\n");
    }
    for (Map.Entry<String, String> header : headers.entrySet()) {
      head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    head.append("Content-Type: application/x-protobuf\r\n");
    if (gzip) {
      head.append("Content-Encoding: gzip\r\n");
    }
    return head.append("Content-Length: ").toString();
  }

  /**
   * Settings for the full URL of one signal, such as {@code http://localhost:4318/v1/traces}.
   *
   * @throws IllegalArgumentException if the URL is not absolute http or https
   */
  public static Builder builder(String url) {
    return new Builder(Endpoint.parse(url));
  }

  /** Collects settings; not thread-safe. */
  public static final class Builder {
    private final Endpoint endpoint;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private boolean gzip;
    private int connectTimeoutMillis = DEFAULT_TIMEOUT_MILLIS;
    private int timeoutMillis = DEFAULT_TIMEOUT_MILLIS;
    private int maxResponseBytes = DEFAULT_MAX_RESPONSE_BYTES;
    private @Nullable SSLSocketFactory sslSocketFactory;

    private Builder(Endpoint endpoint) {
      this.endpoint = endpoint;
    }

    /** Adds a request header; refuses characters that would end the line. */
    public Builder header(String name, String value) {
      if (!HttpText.isToken(name) || !HttpText.isFieldValue(value)) {
        // The value may be a secret, so it is not shown.
        throw new IllegalArgumentException("header " + name + ": not a valid HTTP header");
      }
      if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("header " + name + ": is set by the sender itself");
      }
      headers.put(name, value);
      return this;
    }

    /** Compresses bodies. */
    public Builder gzip() {
      gzip = true;
      return this;
    }

    /** Longest wait for a connection. */
    public Builder connectTimeoutMillis(int millis) {
      connectTimeoutMillis = positive("connectTimeoutMillis", millis);
      return this;
    }

    /** Deadline for a whole request, from the first byte out to the last byte in. */
    public Builder timeoutMillis(int millis) {
      timeoutMillis = positive("timeoutMillis", millis);
      return this;
    }

    /** Longest response body that is read. */
    public Builder maxResponseBytes(int bytes) {
      maxResponseBytes = positive("maxResponseBytes", bytes);
      return this;
    }

    /** Trust and keys for https; the JVM's defaults otherwise. See {@link TlsMaterial}. */
    public Builder sslSocketFactory(SSLSocketFactory factory) {
      sslSocketFactory = factory;
      return this;
    }

    public SenderSettings build() {
      return new SenderSettings(this);
    }

    private static int positive(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + ": got " + value + ", must be at least 1");
      }
      return value;
    }
  }
}
