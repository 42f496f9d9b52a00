/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.jaeger;

import dev.braid.config.Section;
import dev.braid.exporters.ExporterFactory;
import dev.braid.exporters.PreparedExporter;
import dev.braid.exporters.otlp.OtlpGrpcExporter;
import dev.braid.exporters.otlp.OtlpGrpcSettings;
import dev.braid.otlp.Signal;
import java.util.Set;

/** {@code jaeger}: traces to Jaeger v2 over OTLP/gRPC, by default in plain text to this host. */
public final class JaegerExporterFactory implements ExporterFactory {

  private static final String ENDPOINT = "http://127.0.0.1:4317";

  @Override
  public String type() {
    return "jaeger";
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.TRACES);
  }

  @Override
  public PreparedExporter prepare(String name, Section settings) {
    OtlpGrpcSettings read = OtlpGrpcSettings.read(settings, ENDPOINT);
    return () -> new OtlpGrpcExporter(read, signals());
  }
}
