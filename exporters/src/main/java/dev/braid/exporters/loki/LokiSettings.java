/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.loki;

import dev.braid.config.Section;
import dev.braid.exporters.http.ClientSettings;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Settings of Loki.
 *
 * @param url whole, with the path of the chosen protocol
 */
record LokiSettings(URI url, Protocol protocol, ClientSettings client) {

  private static final URI ENDPOINT = URI.create("http://127.0.0.1:3100");
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /**
   * Reads {@code endpoint} (http://127.0.0.1:3100; with or without the path), {@code protocol}
   * (push), {@code tenant_id}, {@code headers}, {@code timeout} (10s) and {@code tls}.
   */
  static LokiSettings read(Section settings) {
    settings.ignored("default_labels_enabled", "the labels are fixed, see the documentation");
    Protocol protocol = settings.choice("protocol", Protocol.PUSH);
    URI base = Objects.requireNonNullElse(ClientSettings.url(settings, "endpoint"), ENDPOINT);
    ClientSettings client = ClientSettings.read(settings, TIMEOUT);
    Map<String, String> headers = new HashMap<>(client.headers());
    String tenant = settings.string("tenant_id", "");
    if (!tenant.isEmpty()) {
      headers.put("x-scope-orgid", tenant);
    }
    return new LokiSettings(
        protocol.complete(base),
        protocol,
        new ClientSettings(headers, client.timeout(), client.tls()));
  }

  /** How Loki is spoken to. */
  enum Protocol {
    PUSH("/loki/api/v1/push"),
    OTLP("/otlp/v1/logs");

    private final String path;

    Protocol(String path) {
      this.path = path;
    }

    /** {@code base} with as much of the path as it lacks. */
    URI complete(URI base) {
      String text = base.toString().replaceFirst("/+$", "");
      for (int cut = path.length(); cut > 0; cut = path.lastIndexOf('/', cut - 1)) {
        if (text.endsWith(path.substring(0, cut))) {
          return URI.create(text + path.substring(cut));
        }
      }
      return URI.create(text + path);
    }
  }
}
