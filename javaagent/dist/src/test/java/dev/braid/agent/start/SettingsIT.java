/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.agent.harness.AgentProcess;
import dev.braid.agent.harness.Jdk;
import dev.braid.agent.harness.OtlpSink;
import dev.braid.agent.harness.ReceivedAttributes;
import dev.braid.agent.harness.ReceivedLog;
import dev.braid.agent.harness.ReceivedSpan;
import dev.braid.agent.instrumentation.otelapi.OtelApiApp;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packed agent says of its settings, in a JVM of its own. */
final class SettingsIT {
  private static final String CONFIGURATION_CLASSES = "dev.braid.config.";

  private static final String BATCH =
      "  processors:\n"
          + "    - batch:\n"
          + "        schedule_delay: 100\n"
          + "        exporter: {otlp_http: {endpoint: '${env:OTEL_EXPORTER_OTLP_ENDPOINT}/v1/";

  private static final String LIMITED =
      "file_format: '1.0'\n"
          + "resource:\n"
          + "  attributes: [{name: rack, value: 7, type: int}]\n"
          + "  detection/development: {detectors: [{host: }]}\n"
          + ("tracer_provider:\n" + BATCH + "traces'}}\n")
          + "  limits: {attribute_count_limit: 1}\n"
          + ("logger_provider:\n" + BATCH + "logs'}}\n")
          + "  limits: {attribute_count_limit: 0}\n";

  @TempDir private Path folder;

  private static AgentProcess.Launch hello() {
    return AgentProcess.on(Jdk.running()).environment("OTEL_TRACES_EXPORTER", "none");
  }

  @Test
  void warnings_areOneLineEach_andTheAgentStarts() {
    AgentProcess.Launch launch =
        hello()
            .environment("OTEL_BSP_SCHEDULE_DELAY", "soon")
            .environment("OTEL_SERVICE_NAM", "x")
            .environment("OTEL_PROPAGATORS", "tracecontext,xray")
            .environment("OTEL_METRICS_EXPORTER", "prometheus")
            .environment("OTEL_SEMCONV_STABILITY_OPT_IN", "http/dup")
            .environment("OTEL_COLLECTOR_PORT", "tcp://10.0.0.1:4318")
            .property("otel.traces.sampler", "jaeger_remote")
            .property("otel.instrumentation.kafka.enabled", "false")
            .main(Hello.class);

    try (AgentProcess process = launch.start()) {
      process.awaitLine("agent is there");

      assertThat(process.awaitExit()).isZero();
      assertThat(process.output())
          .filteredOn(line -> line.startsWith("[braid]") && !line.contains(" started in "))
          .satisfiesExactlyInAnyOrder(
              line -> assertThat(line).contains("OTEL_BSP_SCHEDULE_DELAY: got soon, must be"),
              line -> assertThat(line).contains("OTEL_SERVICE_NAM: is no setting", "SERVICE_NAME"),
              line -> assertThat(line).contains("otel.propagators", "xray"),
              line -> assertThat(line).contains("OTEL_METRICS_EXPORTER: got prometheus, must be"),
              line -> assertThat(line).contains("OTEL_SEMCONV_STABILITY_OPT_IN: got http/dup"),
              line -> assertThat(line).contains("otel.traces.sampler", "jaeger_remote"),
              line -> assertThat(line).contains("otel.instrumentation.kafka.enabled: is no"));
      assertThat(process.output()).anyMatch(line -> line.contains(" started in "));
    }
  }

  @Test
  void withoutFile_nothingOfTheConfigurationIsLoaded() throws Exception {
    Path loaded = folder.resolve("loaded");
    AgentProcess.Launch launch =
        hello()
            .property("otel.bsp.schedule.delay", "200")
            .option("-Xlog:class+load:file=" + loaded);

    try (AgentProcess process = launch.main(Hello.class).start()) {
      process.awaitLine("agent is there");

      assertThat(process.awaitExit()).isZero();
      assertThat(Files.readAllLines(loaded))
          .anyMatch(line -> line.contains("dev.braid.agent.settings.Settings "))
          .noneMatch(line -> line.contains(CONFIGURATION_CLASSES) || line.contains("snakeyaml"));
    }
  }

  @Test
  void declarativeFile_isReadByTheRelocatedParser() throws Exception {
    Path loaded = folder.resolve("loaded");
    Path file =
        Files.writeString(
            folder.resolve("agent.yaml"),
            "file_format: '1.0'\n"
                + "tracer_provider:\n"
                + "  processors:\n"
                + "    - batch: {exporter: {otlp_http: {endpoint: '${env:WHERE:-http://x}/t'}}}\n");
    AgentProcess.Launch launch =
        AgentProcess.on(Jdk.running())
            .environment("OTEL_CONFIG_FILE", file.toString())
            .environment("WHERE", "http://127.0.0.1:9")
            .option("-Xlog:class+load:file=" + loaded)
            .main(Hello.class);

    try (AgentProcess process = launch.start()) {
      process.awaitLine("agent is there");

      assertThat(process.awaitExit()).isZero();
      assertThat(process.output())
          .anyMatch(line -> line.contains("traces to http://127.0.0.1:9/t"))
          .anyMatch(
              line -> line.contains("[braid] OTEL_SERVICE_NAME: has no effect beside " + file));
      assertThat(Files.readAllLines(loaded))
          .anyMatch(line -> line.contains(CONFIGURATION_CLASSES))
          .anyMatch(line -> line.contains("dev.braid.agent.shaded.snakeyaml"));
    }
  }

  @Test
  void declarativeFile_limitsWhatIsSent() throws Exception {
    Path file = Files.writeString(folder.resolve("agent.yaml"), LIMITED);
    try (OtlpSink sink = OtlpSink.start();
        AgentProcess process =
            AgentProcess.on(Jdk.running())
                .sendingTo(sink)
                .environment("OTEL_CONFIG_FILE", file.toString())
                .main(
                    OtelApiApp.class,
                    OpenTelemetry.class,
                    Context.class,
                    ComponentLoader.class,
                    WithSpan.class)
                .start()) {
      assertThat(process.awaitExit()).as(process.output().toString()).isZero();

      ReceivedSpan span = sink.awaitSpan("outer");
      assertThat(span.attributes()).containsOnlyKeys("order");
      assertThat(span.proto().getDroppedAttributesCount()).isEqualTo(1);
      ReceivedLog log = sink.awaitLog("written by hand");
      assertThat(log.attributes()).isEmpty();
      assertThat(log.proto().getDroppedAttributesCount()).isEqualTo(1);
      assertThat(ReceivedAttributes.of(log.resource().getAttributesList()))
          .containsEntry("rack", 7L)
          .doesNotContainKey("process.pid");
    }
  }

  @Test
  void faultyFile_isToldWhole_andTheApplicationRunsWithoutAgent() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("agent.yaml"), "file_format: '1.0'\ndisabled: 7\ntracer_provder: {}\n");
    AgentProcess.Launch launch =
        hello().environment("OTEL_CONFIG_FILE", file.toString()).main(Hello.class);

    try (AgentProcess process = launch.start()) {
      process.awaitLine("agent is there");

      assertThat(process.awaitExit()).isZero();
      assertThat(process.output())
          .filteredOn(line -> line.startsWith("[braid]"))
          .satisfiesExactly(
              line -> assertThat(line).contains(file + ":2:11 disabled: found '7'"),
              line -> assertThat(line).contains(file + ":3:1 tracer_provder: unknown key"),
              line -> assertThat(line).contains("not started because of the faults above"));
    }
  }

  @Test
  void propertiesFile_isRead() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("agent.properties"),
            "otel.exporter.otlp.traces.endpoint=http://x:9/t\n");
    AgentProcess.Launch launch =
        AgentProcess.on(Jdk.running())
            .property("otel.javaagent.configuration-file", file.toString())
            .main(Hello.class);

    try (AgentProcess process = launch.start()) {
      process.awaitLine("agent is there");

      assertThat(process.awaitExit()).isZero();
      assertThat(process.output()).anyMatch(line -> line.contains("traces to http://x:9/t"));
    }
  }
}
