/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.settings;

import java.util.Collections;
import java.util.Map;

/** Where and how one signal is sent. Immutable. */
public final class ExportSettings {
  private final String endpoint;
  private final Map<String, String> headers;
  private final boolean isGzip;
  private final int timeoutMillis;
  private final TlsFiles tls;

  ExportSettings(
      String endpoint,
      Map<String, String> headers,
      boolean isGzip,
      int timeoutMillis,
      TlsFiles tls) {
    this.endpoint = endpoint;
    this.headers = Collections.unmodifiableMap(headers);
    this.isGzip = isGzip;
    this.timeoutMillis = timeoutMillis;
    this.tls = tls;
  }

  /** The whole URL. */
  public String endpoint() {
    return endpoint;
  }

  /** May hold secrets. */
  public Map<String, String> headers() {
    return headers;
  }

  public boolean isGzip() {
    return isGzip;
  }

  public int timeoutMillis() {
    return timeoutMillis;
  }

  /** Trust and keys for https. */
  public TlsFiles tls() {
    return tls;
  }

  @Override
  public String toString() {
    return endpoint + (isGzip ? " gzip" : "") + " headers=" + headers.keySet();
  }
}
