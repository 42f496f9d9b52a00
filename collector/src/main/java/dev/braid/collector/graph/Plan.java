/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.collector.delivery.DeliverySettings;
import dev.braid.collector.pipeline.BatchSettings;
import dev.braid.collector.receiver.OtlpEndpoint;
import dev.braid.exporters.PreparedExporter;
import dev.braid.otlp.Signal;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A checked configuration: everything that is needed to start a collector. Opens nothing. */
public record Plan(
    Map<String, List<OtlpEndpoint>> receivers,
    Map<String, ExporterPlan> exporters,
    List<Pipeline> pipelines,
    Optional<InetSocketAddress> metricsPage,
    Optional<HealthPage> healthPage,
    long memoryLimitBytes) {

  /** An exporter that can be started, and how to deliver to it. */
  public record ExporterPlan(PreparedExporter prepared, DeliverySettings delivery) {}

  /** One pipeline; {@code batches} are its batch processors in order. */
  public record Pipeline(
      String name,
      Signal signal,
      List<String> receivers,
      List<BatchSettings> batches,
      List<String> exporters) {}

  /** Where health_check answers. */
  public record HealthPage(InetSocketAddress address, String path) {}
}
