/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.otlp;

import dev.braid.config.Section;
import dev.braid.exporters.http.ClientSettings;
import dev.braid.exporters.http.Compression;
import java.net.URI;
import java.time.Duration;

/**
 * Settings of OTLP over gRPC.
 *
 * @param url http for plain text, https for TLS; no path
 */
public record OtlpGrpcSettings(URI url, Compression compression, ClientSettings client) {

  /** OpenTelemetry's default. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** Stands in for an address that was reported as a fault. */
  private static final URI NOWHERE = URI.create("http://127.0.0.1:4317");

  /**
   * Reads {@code endpoint}, {@code compression} (gzip), {@code headers}, {@code timeout} (5s) and
   * {@code tls}.
   *
   * @param defaultEndpoint empty if the endpoint has to be set
   */
  public static OtlpGrpcSettings read(Section settings, String defaultEndpoint) {
    ClientSettings client = ClientSettings.read(settings, TIMEOUT);
    Compression compression = Compression.read(settings, Compression.GZIP);
    String endpoint =
        defaultEndpoint.isEmpty()
            ? settings.requiredString("endpoint")
            : settings.string("endpoint", defaultEndpoint);
    return new OtlpGrpcSettings(url(settings, endpoint, client), compression, client);
  }

  private static URI url(Section settings, String endpoint, ClientSettings client) {
    if (endpoint.isBlank()) {
      return NOWHERE;
    }
    String text = endpoint.replaceFirst("^dns:/{0,3}", "");
    if (!text.contains("://")) {
      text = (client.tls().insecure() ? "http://" : "https://") + text;
    }
    try {
      URI url = URI.create(text);
      boolean known = url.getScheme().equals("http") || url.getScheme().equals("https");
      if (known && url.getHost() != null && url.getPort() > 0) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Reported below, like an address without a port.
    }
    settings.fault(
        "endpoint", "found '" + endpoint + "', allowed host:port such as 127.0.0.1:4317");
    return NOWHERE;
  }
}
