/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.otlp;

import dev.braid.config.Section;
import dev.braid.exporters.http.ClientSettings;
import dev.braid.exporters.http.Compression;
import dev.braid.otlp.Signal;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Settings of OTLP over HTTP.
 *
 * @param urls where each signal goes; signals without a URL are not taken
 */
public record OtlpHttpSettings(
    Map<Signal, URI> urls, Encoding encoding, Compression compression, ClientSettings client) {

  /** OpenTelemetry's default. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  public OtlpHttpSettings {
    urls = Map.copyOf(urls);
  }

  /**
   * Reads {@code endpoint}, {@code traces_endpoint}, {@code metrics_endpoint}, {@code
   * logs_endpoint}, {@code encoding} (proto), {@code compression} (gzip), {@code headers}, {@code
   * timeout} (30s) and {@code tls}.
   */
  public static OtlpHttpSettings read(Section settings) {
    URI base = ClientSettings.url(settings, "endpoint");
    Map<Signal, URI> urls = new EnumMap<>(Signal.class);
    boolean isAnySet = settings.has("endpoint");
    for (Signal signal : Signal.values()) {
      String name = signal.name().toLowerCase(Locale.ROOT);
      isAnySet |= settings.has(name + "_endpoint");
      URI own = ClientSettings.url(settings, name + "_endpoint");
      if (own != null) {
        urls.put(signal, own);
      } else if (base != null) {
        urls.put(signal, URI.create(base.toString().replaceFirst("/+$", "") + "/v1/" + name));
      }
    }
    if (!isAnySet) {
      settings.fault("endpoint", "found nothing, allowed a URL such as http://127.0.0.1:4318");
    }
    return new OtlpHttpSettings(
        urls,
        settings.choice("encoding", Encoding.PROTO),
        Compression.read(settings, Compression.GZIP),
        ClientSettings.read(settings, TIMEOUT));
  }

  /** How a request's body is written. */
  public enum Encoding {
    PROTO("application/x-protobuf"),
    JSON("application/json");

    private final String contentType;

    Encoding(String contentType) {
      this.contentType = contentType;
    }

    String contentType() {
      return contentType;
    }
  }
}
