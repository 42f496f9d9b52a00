/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.http;

import dev.braid.config.Section;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a back end is spoken to.
 *
 * @param headers sent with every request; values may be secrets
 * @param timeout from the start of a request to the end of its answer
 */
public record ClientSettings(Map<String, String> headers, Duration timeout, TlsSettings tls) {

  /** Keys of the OpenTelemetry Collector that tune its own HTTP client and mean nothing here. */
  private static final String[] FOREIGN_KEYS = {
    "read_buffer_size",
    "write_buffer_size",
    "max_idle_conns",
    "max_idle_conns_per_host",
    "max_conns_per_host",
    "idle_conn_timeout",
    "disable_keep_alives",
    "http2_read_idle_timeout",
    "http2_ping_timeout",
    "force_attempt_http2",
    "keepalive",
    "wait_for_ready",
    "balancer_name"
  };

  public ClientSettings {
    headers = Map.copyOf(headers);
  }

  /** Reads {@code headers}, {@code timeout} and {@code tls}. */
  public static ClientSettings read(Section settings, Duration timeout) {
    for (String key : FOREIGN_KEYS) {
      settings.ignored(key, "this client has no such setting");
    }
    Duration chosen = settings.duration("timeout", timeout);
    if (chosen.isZero()) {
      settings.fault("timeout", "found 0, allowed anything longer, such as 5s");
    }
    return new ClientSettings(settings.stringMap("headers"), chosen, TlsSettings.read(settings));
  }

  /** Reads the URL at {@code key}; null if it is absent or wrong, the latter with a fault. */
  public static @Nullable URI url(Section settings, String key) {
    String text = settings.string(key, "");
    if (text.isEmpty()) {
      return null;
    }
    URI url = parse(text);
    if (url == null) {
      settings.fault(key, "found '" + text + "', allowed a URL such as http://127.0.0.1:4318");
    }
    return url;
  }

  /** The http or https URL that {@code text} spells; null if it is none. */
  static @Nullable URI parse(String text) {
    try {
      URI url = new URI(text);
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      boolean fits = (scheme.equals("http") || scheme.equals("https")) && url.getHost() != null;
      return fits ? url : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** Leaves the secrets out. */
  @Override
  public String toString() {
    return "ClientSettings[headers=" + headers.keySet() + ", timeout=" + timeout + "]";
  }
}
