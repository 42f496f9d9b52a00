/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import dev.braid.config.Section;
import dev.braid.exporters.ExporterFactory;
import dev.braid.exporters.PreparedExporter;
import dev.braid.otlp.Signal;
import java.time.Clock;
import java.util.Set;

/** {@code prometheusremotewrite}: metrics to Prometheus or what speaks its remote write. */
public final class RemoteWriteExporterFactory implements ExporterFactory {

  @Override
  public String type() {
    return "prometheusremotewrite";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("prometheus_remote_write");
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.METRICS);
  }

  @Override
  public PreparedExporter prepare(String name, Section settings) {
    RemoteWriteSettings read = RemoteWriteSettings.read(settings);
    return () -> new RemoteWriteExporter(read, Clock.systemUTC(), System::nanoTime);
  }
}
