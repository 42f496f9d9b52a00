/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.collector.component.ComponentFactory;
import dev.braid.collector.component.ConnectorFactory;
import dev.braid.collector.component.ConnectorPlan;
import dev.braid.collector.component.ExtensionFactory;
import dev.braid.collector.component.ExtensionPlan;
import dev.braid.collector.component.ProcessorFactory;
import dev.braid.collector.component.ProcessorPlan;
import dev.braid.collector.component.ReceiverFactory;
import dev.braid.collector.component.ReceiverPlan;
import dev.braid.collector.delivery.DeliverySettings;
import dev.braid.collector.delivery.StorageSettings;
import dev.braid.collector.durable.DurableSettings;
import dev.braid.collector.processor.memorylimiter.MemoryLimit;
import dev.braid.collector.receiver.Endpoints;
import dev.braid.config.Section;
import dev.braid.exporters.ExporterFactory;
import dev.braid.otlp.Signal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads an OpenTelemetry Collector configuration into a {@link Plan}. Every fault goes to the
 * section's faults; a plan made with faults must not be started. Opens nothing.
 */
public final class PlanReader {
  private static final String METRICS_ADDRESS = "127.0.0.1:8888";

  /** Kubernetes kills thirty seconds after it asked for the stop. */
  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(10);

  private final Section root;
  private final Routes routes = new Routes();

  private PlanReader(Section root) {
    this.root = root;
  }

  /** The plan in {@code root}. */
  public static Plan read(Section root) {
    return new PlanReader(root).read();
  }

  private Plan read() {
    Section service = root.section("service");
    Plan.Components components =
        new Plan.Components(
            readReceivers(),
            readProcessors(),
            readConnectors(),
            readExporters(),
            readExtensions(service));
    List<Plan.Pipeline> pipelines =
        new PipelineReader(root, routes).read(service.section("pipelines"));
    Optional<InetSocketAddress> metricsPage = readTelemetry(service.section("telemetry"));
    Duration drainTimeout = service.duration("drain_timeout", DRAIN_TIMEOUT);
    Optional<DurableSettings> durable = DurableSettings.read(service);
    root.rejectUnknownKeys();
    return new Plan(
        components,
        pipelines,
        new Plan.Service(metricsPage, memoryLimitBytes(components), drainTimeout, durable));
  }

  private Map<String, Plan.Part<ReceiverPlan>> readReceivers() {
    return read(
        root.section("receivers"),
        kind("receiver", ReceiverFactory.class),
        (id, factory) -> {
          routes.receiver(id, factory.signals());
          return factory.prepare(id, root.section("receivers").section(id));
        });
  }

  private Map<String, Plan.Part<ProcessorPlan>> readProcessors() {
    return read(
        root.section("processors"),
        kind("processor", ProcessorFactory.class),
        (id, factory) -> {
          routes.processor(id, factory.signals());
          return factory.prepare(id, root.section("processors").section(id));
        });
  }

  private Map<String, Plan.Part<ConnectorPlan>> readConnectors() {
    return read(
        root.section("connectors"),
        kind("connector", ConnectorFactory.class),
        (id, factory) -> {
          routes.connector(id, factory.routes());
          return factory.prepare(id, root.section("connectors").section(id));
        });
  }

  private Map<String, Plan.Part<Plan.ExporterPlan>> readExporters() {
    return read(
        root.section("exporters"),
        new ComponentKind<>(
            "exporter", ExporterFactory.class, ExporterFactory::type, ExporterFactory::aliases),
        this::readExporter);
  }

  private Plan.ExporterPlan readExporter(String id, ExporterFactory factory) {
    Section section = root.section("exporters").section(id);
    routes.exporter(id, factory.signals());
    StorageSettings storage = StorageSettings.read(section);
    checkStorage(section.section("sending_queue"), storage.extension());
    return new Plan.ExporterPlan(
        factory.prepare(id, section), DeliverySettings.read(section), storage);
  }

  private void checkStorage(Section queue, @Nullable String extension) {
    List<String> enabled = root.section("service").strings("extensions");
    if (extension != null && !enabled.contains(extension)) {
      queue.fault(
          "storage", "found '" + extension + "', allowed a file_storage in service.extensions");
    } else if (extension != null && !ComponentKind.typeOf(extension).equals("file_storage")) {
      queue.fault("storage", "found '" + extension + "', allowed an extension file_storage");
    }
  }

  private Map<String, Plan.Part<ExtensionPlan>> readExtensions(Section service) {
    Section section = root.section("extensions");
    List<String> enabled = service.strings("extensions");
    PipelineReader.undefined(service, "extensions", enabled, Set.copyOf(section.keys()));
    Map<String, Plan.Part<ExtensionPlan>> all =
        read(
            section,
            kind("extension", ExtensionFactory.class),
            (id, factory) -> factory.prepare(id, section.section(id)));
    Map<String, Plan.Part<ExtensionPlan>> chosen = new LinkedHashMap<>();
    for (String id : enabled) {
      Plan.Part<ExtensionPlan> part = all.get(id);
      if (part != null) {
        chosen.put(id, part);
      }
    }
    return chosen;
  }

  private static <F extends ComponentFactory> ComponentKind<F> kind(String name, Class<F> type) {
    return new ComponentKind<>(name, type, ComponentFactory::type, ComponentFactory::aliases);
  }

  private static <F, P> Map<String, Plan.Part<P>> read(
      Section section, ComponentKind<F> kind, BiFunction<String, F, P> prepare) {
    Map<String, Plan.Part<P>> parts = new LinkedHashMap<>();
    for (String id : section.keys()) {
      kind.factory(section, id)
          .map(factory -> prepare.apply(id, factory))
          .ifPresent(plan -> parts.put(id, new Plan.Part<>(plan, section.node(id))));
    }
    return parts;
  }

  private static long memoryLimitBytes(Plan.Components components) {
    // Half of the heap unless told less: compressing and sending need room too.
    long limit = Runtime.getRuntime().maxMemory() / 2;
    for (Plan.Part<ProcessorPlan> part : components.processors().values()) {
      if (part.plan() instanceof MemoryLimit configured) {
        limit = Math.min(limit, configured.bytes());
      }
    }
    return limit;
  }

  private static Optional<InetSocketAddress> readTelemetry(Section telemetry) {
    Section metrics = telemetry.section("metrics");
    String level =
        metrics.choice("level", "normal", List.of("none", "basic", "normal", "detailed"));
    String text = metrics.string("address", METRICS_ADDRESS);
    telemetry.ignored("logs", "logging is set on the command line");
    telemetry.ignored("traces", "the collector makes no traces of its own yet");
    telemetry.ignored("resource", "own metrics carry no resource yet");
    metrics.ignored("readers", "own metrics are served at service.telemetry.metrics.address");
    InetSocketAddress address = Endpoints.parse(text);
    if (Endpoints.isInvalid(address)) {
      metrics.fault("address", "found '" + text + "', allowed host:port such as 127.0.0.1:8888");
    }
    return level.equals("none") ? Optional.empty() : Optional.of(address);
  }

  /** The signal that a pipeline's name begins with. */
  static Optional<Signal> signal(String type) {
    return switch (type) {
      case "traces" -> Optional.of(Signal.TRACES);
      case "metrics" -> Optional.of(Signal.METRICS);
      case "logs" -> Optional.of(Signal.LOGS);
      default -> Optional.empty();
    };
  }
}
