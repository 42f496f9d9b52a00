/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.settings;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads where one signal goes.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/protocol/exporter/">OTLP exporter</a>
 */
final class ExportReader {
  private static final String PREFIX = "otel.exporter.otlp.";
  private static final String DEFAULT_ENDPOINT = "http://localhost:4318";
  private static final int DEFAULT_TIMEOUT_MILLIS = 10_000;

  private final SettingSource source;
  private final String signal;

  private ExportReader(SettingSource source, String signal) {
    this.source = source;
    this.signal = signal;
  }

  /**
   * The settings of {@code signal} ("traces", "metrics", "logs"), or null if it is not exported.
   */
  static @Nullable ExportSettings read(SettingSource source, String signal) {
    return new ExportReader(source, signal).read();
  }

  private @Nullable ExportSettings read() {
    String choice = "otel." + signal + ".exporter";
    List<String> exporters = source.list(choice, "otlp");
    if (!exporters.contains("otlp")) {
      if (!exporters.contains("none")) {
        source.warn(
            source.named(choice)
                + ": got "
                + String.join(",", exporters)
                + ", must be otlp or none; "
                + signal
                + " are not exported");
      }
      return null;
    }
    checkProtocol();
    Map<String, String> headers = new LinkedHashMap<>(source.map(PREFIX.concat("headers")));
    headers.putAll(source.map(PREFIX + signal + ".headers"));
    return new ExportSettings(endpoint(), headers, isGzip(), timeoutMillis(), tls());
  }

  private TlsFiles tls() {
    return new TlsFiles(
        readable("certificate"), readable("client.certificate"), readable("client.key"));
  }

  /** A file that cannot be read must not end as an export that trusts somebody else. */
  private @Nullable String readable(String name) {
    String path = specificOrNull(name);
    if (path != null && !new File(path).canRead()) {
      source.faults.add(named(name) + ": got " + path + ", must be a file that can be read");
    }
    return path;
  }

  private void checkProtocol() {
    String protocol = specific("protocol", "http/protobuf");
    if (!protocol.equals("http/protobuf")) {
      source.warn(
          named("protocol")
              + ": got "
              + protocol
              + ", must be http/protobuf, which is taken (usual port: 4318)");
    }
  }

  private String specific(String name, String fallback) {
    String value = specificOrNull(name);
    return value == null ? fallback : value;
  }

  private @Nullable String specificOrNull(String name) {
    String own = source.text(PREFIX + signal + '.' + name);
    return own == null ? source.text(PREFIX.concat(name)) : own;
  }

  /** How messages name the setting that counts, the signal's own or the common one. */
  private String named(String name) {
    String own = PREFIX + signal + '.' + name;
    return source.named(source.text(own) == null ? PREFIX.concat(name) : own);
  }

  private String endpoint() {
    String own = source.text(PREFIX + signal + ".endpoint");
    if (own != null) {
      return withScheme(own);
    }
    String base = withScheme(source.text(PREFIX.concat("endpoint"), DEFAULT_ENDPOINT));
    String slash = base.endsWith("/") ? "" : "/";
    return base + slash + "v1/" + signal;
  }

  private String withScheme(String url) {
    String whole = url.indexOf("://") < 0 ? "http://".concat(url) : url;
    if (whole.endsWith(":4317")) {
      source.warn(
          named("endpoint")
              + ": port 4317 usually speaks gRPC, the agent speaks http/protobuf (usual port: 4318)");
    }
    return whole;
  }

  private boolean isGzip() {
    String compression = specific("compression", "none");
    if (!compression.equals("gzip") && !compression.equals("none")) {
      source.warn(
          named("compression") + ": got " + compression + ", must be gzip or none; taking none");
    }
    return compression.equals("gzip");
  }

  private int timeoutMillis() {
    String own = PREFIX + signal + ".timeout";
    int common = source.millis(PREFIX.concat("timeout"), DEFAULT_TIMEOUT_MILLIS);
    return Math.max(1, source.millis(own, common));
  }
}
