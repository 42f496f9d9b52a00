/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import dev.braid.config.Section;
import dev.braid.exporters.ExporterFactory;
import dev.braid.exporters.PreparedExporter;
import dev.braid.otlp.Signal;
import java.util.Set;

/** {@code prometheus}: a page that Prometheus scrapes. */
public final class PrometheusExporterFactory implements ExporterFactory {

  @Override
  public String type() {
    return "prometheus";
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.METRICS);
  }

  @Override
  public PreparedExporter prepare(String name, Section settings) {
    PrometheusSettings read = PrometheusSettings.read(settings);
    return () -> PrometheusExporter.start(read, System::nanoTime);
  }
}
