/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.collector.component.ConnectorPlan;
import dev.braid.collector.component.ExtensionPlan;
import dev.braid.collector.component.ProcessorPlan;
import dev.braid.collector.component.ReceiverPlan;
import dev.braid.collector.delivery.DeliverySettings;
import dev.braid.collector.delivery.StorageSettings;
import dev.braid.collector.durable.DurableSettings;
import dev.braid.config.ConfigNode;
import dev.braid.exporters.PreparedExporter;
import dev.braid.otlp.Signal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A checked configuration: everything that is needed to start a collector. Opens nothing.
 *
 * @param pipelines downstream first: a pipeline stands after those that its connectors begin
 */
public record Plan(Components components, List<Pipeline> pipelines, Service service) {

  /** What is defined, by whole component id; extensions only as far as they are enabled. */
  public record Components(
      Map<String, Part<ReceiverPlan>> receivers,
      Map<String, Part<ProcessorPlan>> processors,
      Map<String, Part<ConnectorPlan>> connectors,
      Map<String, Part<ExporterPlan>> exporters,
      Map<String, Part<ExtensionPlan>> extensions) {}

  /**
   * One component.
   *
   * @param written its settings, by which a reload sees whether it has changed
   */
  public record Part<P>(P plan, ConfigNode written) {
    boolean isSameAs(Part<?> other) {
      return written.hasContentOf(other.written);
    }
  }

  /** An exporter that can be started, and how to deliver to it. */
  public record ExporterPlan(
      PreparedExporter prepared, DeliverySettings delivery, StorageSettings storage) {}

  /** One pipeline by the names of its components; receivers and exporters may be connectors. */
  public record Pipeline(
      String name,
      Signal signal,
      List<String> receivers,
      List<String> processors,
      List<String> exporters) {}

  /**
   * What concerns the whole process.
   *
   * @param memoryLimitBytes beyond which doors refuse
   * @param drainTimeout what a stop leaves for delivering what was taken
   * @param durable where to keep what is acknowledged; empty for memory only
   */
  public record Service(
      Optional<InetSocketAddress> metricsPage,
      long memoryLimitBytes,
      Duration drainTimeout,
      Optional<DurableSettings> durable) {}

  /** The pipeline of that name. */
  public Pipeline pipeline(String name) {
    return pipelines.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }
}
