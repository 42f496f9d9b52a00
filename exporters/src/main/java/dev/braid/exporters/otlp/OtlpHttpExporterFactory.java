/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.otlp;

import dev.braid.config.Section;
import dev.braid.exporters.ExporterFactory;
import dev.braid.exporters.PreparedExporter;
import dev.braid.otlp.Signal;
import java.time.Clock;
import java.util.Set;

/** {@code otlphttp}: OTLP over HTTP. */
public final class OtlpHttpExporterFactory implements ExporterFactory {

  @Override
  public String type() {
    return "otlphttp";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("otlp_http");
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.values());
  }

  @Override
  public PreparedExporter prepare(String name, Section settings) {
    OtlpHttpSettings read = OtlpHttpSettings.read(settings);
    return () -> new OtlpHttpExporter(read, Clock.systemUTC());
  }
}
