/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.telemetry;

import dev.braid.otlp.Signal;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The collector's own counters and gauges. Thread-safe; one for each running collector. */
public final class Telemetry {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  /** A counter {@code otelcol_<name>_<items>_total} of items of {@code signal}. */
  public CounterDataPoint items(String name, Signal signal, String... labels) {
    return counter(name + "_" + itemsOf(signal), labels);
  }

  /** A counter {@code otelcol_<name>_total}; labels alternate name and value. */
  public CounterDataPoint counter(String name, String... labels) {
    Counter counter =
        counters.computeIfAbsent(
            name,
            key ->
                Counter.builder()
                    .name("otelcol_" + key)
                    .help("See https://opentelemetry.io/docs/collector/internal-telemetry/")
                    .labelNames(every(labels, 0))
                    .register(registry));
    return counter.labelValues(every(labels, 1));
  }

  /** Takes one value for each exporter. */
  @FunctionalInterface
  public interface ExporterValues {
    void value(String exporter, double value);
  }

  /** A gauge {@code otelcol_<name>} with the values that {@code source} tells at each scrape. */
  public void exporterGauge(String name, Consumer<ExporterValues> source) {
    GaugeWithCallback.builder()
        .name("otelcol_" + name)
        .help("See https://opentelemetry.io/docs/collector/internal-telemetry/")
        .labelNames("exporter")
        .callback(callback -> source.accept((exporter, value) -> callback.call(value, exporter)))
        .register(registry);
  }

  /** All of it in Prometheus' text format. */
  public byte[] scrape() {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(page, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return page.toByteArray();
  }

  private static String itemsOf(Signal signal) {
    return switch (signal) {
      case TRACES -> "spans";
      case METRICS -> "metric_points";
      case LOGS -> "log_records";
    };
  }

  private static String[] every(String[] labels, int from) {
    String[] result = new String[labels.length / 2];
    for (int i = 0; i < result.length; i++) {
      result[i] = labels[2 * i + from];
    }
    return result;
  }
}
