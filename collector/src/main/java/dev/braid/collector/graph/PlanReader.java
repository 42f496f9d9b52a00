/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.collector.delivery.DeliverySettings;
import dev.braid.collector.pipeline.BatchSettings;
import dev.braid.collector.receiver.Endpoints;
import dev.braid.collector.receiver.OtlpEndpoint;
import dev.braid.config.ConfigNode;
import dev.braid.config.NearestName;
import dev.braid.config.Section;
import dev.braid.exporters.ExporterFactory;
import dev.braid.exporters.Settings;
import dev.braid.otlp.Signal;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads an OpenTelemetry Collector configuration into a {@link Plan}. Every fault goes to the
 * section's faults; a plan made with faults must not be started. Opens nothing.
 */
public final class PlanReader {
  private static final List<String> RECEIVERS = List.of("otlp");
  private static final List<String> PROCESSORS = List.of("batch", "memory_limiter");
  private static final List<String> EXTENSIONS = List.of("health_check");
  private static final String METRICS_ADDRESS = "127.0.0.1:8888";

  private final Section root;
  private final Map<String, ExporterFactory> factories = new TreeMap<>();
  private final Map<String, List<OtlpEndpoint>> receivers = new LinkedHashMap<>();
  private final Map<String, Plan.ExporterPlan> exporters = new LinkedHashMap<>();
  private final Map<String, Set<Signal>> exporterSignals = new LinkedHashMap<>();
  private final Map<String, Optional<BatchSettings>> processors = new LinkedHashMap<>();
  private long memoryLimitBytes = Runtime.getRuntime().maxMemory() / 2;
  private Optional<Plan.HealthPage> healthPage = Optional.empty();

  private PlanReader(Section root) {
    this.root = root;
    for (ExporterFactory factory : ServiceLoader.load(ExporterFactory.class)) {
      factories.put(factory.type(), factory);
      factory.aliases().forEach(alias -> factories.put(alias, factory));
    }
  }

  /** The plan in {@code root}. */
  public static Plan read(Section root) {
    return new PlanReader(root).read();
  }

  private Plan read() {
    readReceivers();
    readProcessors();
    readExporters();
    Section service = root.section("service");
    readExtensions(service);
    List<Plan.Pipeline> pipelines = readPipelines(service.section("pipelines"));
    if (pipelines.isEmpty()) {
      service.fault(
          "pipelines", "found no pipeline, allowed traces, metrics or logs, optionally /name");
    }
    Optional<InetSocketAddress> metricsPage = readTelemetry(service.section("telemetry"));
    if (root.has("connectors")) {
      Section connectors = root.section("connectors");
      connectors.keys().forEach(name -> unknown(connectors, name, "connector", List.of()));
    }
    root.rejectUnknownKeys();
    return new Plan(receivers, exporters, pipelines, metricsPage, healthPage, memoryLimitBytes);
  }

  private void readReceivers() {
    Section section = root.section("receivers");
    for (String name : section.keys()) {
      if (typeOf(name).equals("otlp")) {
        receivers.put(name, OtlpEndpoint.read(section.section(name)));
      } else {
        unknown(section, name, "receiver", RECEIVERS);
      }
    }
  }

  private void readProcessors() {
    Section section = root.section("processors");
    for (String name : section.keys()) {
      switch (typeOf(name)) {
        case "batch" ->
            processors.put(name, Optional.of(BatchSettings.read(section.section(name))));
        case "memory_limiter" -> {
          readMemoryLimit(section.section(name));
          processors.put(name, Optional.empty());
        }
        default -> unknown(section, name, "processor", PROCESSORS);
      }
    }
  }

  /** Admission counts bytes at the door, so that the limiter has no place in a pipeline. */
  private void readMemoryLimit(Section section) {
    section.duration("check_interval", java.time.Duration.ZERO);
    long heap = Runtime.getRuntime().maxMemory();
    long limit = section.number("limit_mib", 0, 0, 1 << 20) << 20;
    long spike = section.number("spike_limit_mib", 0, 0, 1 << 20) << 20;
    long percent = section.number("limit_percentage", 0, 0, 100);
    long spikePercent = section.number("spike_limit_percentage", 0, 0, 100);
    if (limit == 0 && percent == 0) {
      section.fault("limit_mib", "found nothing, allowed limit_mib or limit_percentage");
      return;
    }
    long hard = limit > 0 ? limit : heap * percent / 100;
    long soft = hard - (limit > 0 ? spike : heap * spikePercent / 100);
    memoryLimitBytes = Math.min(memoryLimitBytes, Math.max(soft, 1 << 20));
  }

  private void readExporters() {
    Section section = root.section("exporters");
    for (String name : section.keys()) {
      ExporterFactory factory = factories.get(typeOf(name));
      if (factory == null) {
        unknown(section, name, "exporter", factories.keySet());
        continue;
      }
      ConfigNode node = section.node(name);
      // The delivery's keys are read from the same mapping as the exporter's own, which knows them.
      Section own = Section.of(section.pathOf(name), node, root.faults());
      DeliverySettings delivery = DeliverySettings.read(own);
      own.section("sending_queue").rejectUnknownKeys();
      own.section("retry_on_failure").rejectUnknownKeys();
      Settings settings = ExporterSettings.of(section.pathOf(name), node);
      settings.knownElsewhere("sending_queue", "retry_on_failure");
      exporters.put(name, new Plan.ExporterPlan(factory.prepare(name, settings), delivery));
      exporterSignals.put(name, factory.signals());
      settings.rejectUnknownKeys();
      ExporterSettings.report(settings, root.faults());
    }
  }

  private void readExtensions(Section service) {
    Section section = root.section("extensions");
    List<String> enabled = service.strings("extensions");
    for (String name : section.keys()) {
      if (!typeOf(name).equals("health_check")) {
        unknown(section, name, "extension", EXTENSIONS);
        continue;
      }
      Section health = section.section(name);
      InetSocketAddress address = Endpoints.read(health, "127.0.0.1:13133");
      String path = health.string("path", "/");
      if (enabled.contains(name)) {
        healthPage = Optional.of(new Plan.HealthPage(address, path));
      }
    }
    undefined(service, "extensions", enabled, section.keys());
  }

  private Optional<InetSocketAddress> readTelemetry(Section telemetry) {
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

  private List<Plan.Pipeline> readPipelines(Section section) {
    List<Plan.Pipeline> pipelines = new ArrayList<>();
    for (String name : section.keys()) {
      Signal signal = signal(typeOf(name));
      Section pipeline = section.section(name);
      List<String> from = pipeline.strings("receivers");
      List<String> through = pipeline.strings("processors");
      List<String> to = pipeline.strings("exporters");
      if (signal == null) {
        List<String> allowed = List.of("traces", "metrics", "logs");
        section.fault(
            name,
            "unknown signal, allowed traces, metrics, logs"
                + NearestName.hint(typeOf(name), allowed));
        continue;
      }
      undefined(pipeline, "receivers", from, root.section("receivers").keys());
      undefined(pipeline, "processors", through, root.section("processors").keys());
      undefined(pipeline, "exporters", to, root.section("exporters").keys());
      required(pipeline, "receivers", from);
      required(pipeline, "exporters", to);
      mismatched(pipeline, signal, to);
      pipelines.add(
          new Plan.Pipeline(
              name,
              signal,
              from,
              through.stream()
                  .flatMap(key -> processors.getOrDefault(key, Optional.empty()).stream())
                  .toList(),
              to));
    }
    return pipelines;
  }

  private void mismatched(Section pipeline, Signal signal, List<String> names) {
    for (String name : names) {
      Set<Signal> takes = exporterSignals.getOrDefault(name, Set.of(signal));
      if (!takes.contains(signal)) {
        pipeline.fault(
            "exporters", "'" + name + "' takes no " + signal.name().toLowerCase(Locale.ROOT));
      }
    }
  }

  private static void required(Section pipeline, String key, List<String> names) {
    if (names.isEmpty()) {
      pipeline.fault(key, "found none, allowed at least one");
    }
  }

  private static void undefined(
      Section section, String key, List<String> names, Collection<String> defined) {
    for (String name : names) {
      if (!defined.contains(name)) {
        String list = defined.isEmpty() ? "none is defined" : String.join(", ", defined);
        section.fault(
            key, "found '" + name + "', allowed " + list + NearestName.hint(name, defined));
      }
    }
  }

  private static void unknown(
      Section section, String name, String kind, Collection<String> allowed) {
    String type = typeOf(name);
    String list = allowed.isEmpty() ? "none yet" : String.join(", ", allowed);
    section.fault(
        name,
        "found unknown "
            + kind
            + " '"
            + type
            + "', allowed "
            + list
            + NearestName.hint(type, allowed));
  }

  private static String typeOf(String name) {
    int slash = name.indexOf('/');
    return (slash < 0 ? name : name.substring(0, slash)).strip();
  }

  private static @Nullable Signal signal(String type) {
    return switch (type) {
      case "traces" -> Signal.TRACES;
      case "metrics" -> Signal.METRICS;
      case "logs" -> Signal.LOGS;
      default -> null;
    };
  }
}
