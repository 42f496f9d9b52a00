/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.loki;

import dev.braid.config.Section;
import dev.braid.exporters.ExporterFactory;
import dev.braid.exporters.PreparedExporter;
import dev.braid.exporters.http.Compression;
import dev.braid.exporters.otlp.OtlpHttpExporter;
import dev.braid.exporters.otlp.OtlpHttpSettings;
import dev.braid.otlp.Signal;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** {@code loki}: logs to Grafana Loki. */
public final class LokiExporterFactory implements ExporterFactory {

  @Override
  public String type() {
    return "loki";
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.LOGS);
  }

  @Override
  public PreparedExporter prepare(String name, Section settings) {
    LokiSettings read = LokiSettings.read(settings);
    return switch (read.protocol()) {
      case PUSH -> () -> new LokiPushExporter(read, Clock.systemUTC());
      case OTLP -> () -> new OtlpHttpExporter(otlp(read), Clock.systemUTC());
    };
  }

  private static OtlpHttpSettings otlp(LokiSettings settings) {
    return new OtlpHttpSettings(
        Map.of(Signal.LOGS, settings.url()),
        OtlpHttpSettings.Encoding.PROTO,
        Compression.GZIP,
        settings.client());
  }
}
