/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.otlp;

import dev.braid.config.Section;
import dev.braid.exporters.ExporterFactory;
import dev.braid.exporters.PreparedExporter;
import dev.braid.otlp.Signal;
import java.util.Set;

/** {@code otlp}: OTLP over gRPC. */
public final class OtlpGrpcExporterFactory implements ExporterFactory {

  @Override
  public String type() {
    return "otlp";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("otlp_grpc");
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.values());
  }

  @Override
  public PreparedExporter prepare(String name, Section settings) {
    OtlpGrpcSettings read = OtlpGrpcSettings.read(settings, "");
    return () -> new OtlpGrpcExporter(read, signals());
  }
}
