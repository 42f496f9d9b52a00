/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.settings;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir private Path folder;

  private static Settings of(Map<String, String> environment, String... namesAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Settings.of(environment, properties);
  }

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("app.properties"), text);
  }

  @Test
  void withoutAnything_defaultsAreThoseOfTheTable() {
    Settings settings = of(Map.of());

    assertThat(requireNonNull(settings.traces).endpoint())
        .isEqualTo("http://localhost:4318/v1/traces");
    assertThat(settings.sampler).isEqualTo("parentbased_always_on");
    assertThat(settings.propagators).containsExactly("tracecontext", "baggage");
    assertThat(settings.spanDelayMillis).isEqualTo(1_000);
    assertThat(settings.maxSpanAttributes).isEqualTo(128);
    assertThat(settings.maxLogAttributeChars).isEqualTo(Integer.MAX_VALUE);
    assertThat(settings.warnings()).isEmpty();
    assertThat(settings.faults()).isEmpty();
  }

  @Test
  void propertyWinsOverEnvironment_andEnvironmentOverFile() throws Exception {
    Path file =
        file(
            "otel.service.name=file\notel.bsp.schedule.delay=1\n"
                + "otel.blrp.schedule.delay=2\notel.metric.export.interval: 3s\n");
    Map<String, String> environment =
        Map.of(
            "OTEL_JAVAAGENT_CONFIGURATION_FILE", file.toString(),
            "OTEL_BSP_SCHEDULE_DELAY", "10",
            "OTEL_BLRP_SCHEDULE_DELAY", "20");

    Settings settings = of(environment, "otel.blrp.schedule.delay", "200");

    assertThat(settings.serviceName).isEqualTo("file");
    assertThat(settings.spanDelayMillis).isEqualTo(10);
    assertThat(settings.logDelayMillis).isEqualTo(200);
    assertThat(settings.metricIntervalMillis).isEqualTo(3_000);
    assertThat(settings.faults()).isEmpty();
  }

  @Test
  void missingPropertiesFile_isAFault() {
    Settings settings = of(Map.of(), "otel.javaagent.configuration-file", "/no/such.properties");

    assertThat(settings.faults()).hasSize(1);
    assertThat(settings.faults().get(0))
        .startsWith("/no/such.properties: ")
        .contains("otel.javaagent.configuration-file");
  }

  @Test
  void malformedValueInAFile_isToldWithItsLine() throws Exception {
    Path file = file("# first\n\n  otel.bsp.schedule.delay = soon\n");

    Settings settings = of(Map.of(), "otel.javaagent.configuration-file", file.toString());

    assertThat(settings.spanDelayMillis).isEqualTo(1_000);
    assertThat(settings.warnings())
        .containsExactly(
            file
                + ":3:3 otel.bsp.schedule.delay: got soon, must be a time such as 500"
                + " (milliseconds) or 5s; taking 1000");
  }

  @Test
  void malformedValues_areWarnedOfOnce_andDefaultsTaken() {
    Map<String, String> environment =
        Map.of(
            "OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "0",
            "OTEL_TRACES_SAMPLER", "traceidratio",
            "OTEL_TRACES_SAMPLER_ARG", "2",
            "OTEL_INSTRUMENTATION_COMMON_DEFAULT_ENABLED", "perhaps",
            "OTEL_EXPORTER_OTLP_HEADERS", "secret",
            "OTEL_EXPORTER_OTLP_COMPRESSION", "brotli");

    Settings settings = of(environment);
    assertThat(settings.isInstrumentationEnabled("jdbc", true)).isTrue();
    assertThat(settings.isInstrumentationEnabled("servlet", true)).isTrue();

    assertThat(settings.maxSpanBatch).isEqualTo(512);
    assertThat(settings.samplerRatio).isEqualTo(1);
    assertThat(settings.faults()).isEmpty();
    assertThat(settings.warnings())
        .doesNotHaveDuplicates()
        .anyMatch(line -> line.startsWith("OTEL_BSP_MAX_EXPORT_BATCH_SIZE: got 0, must be"))
        .anyMatch(line -> line.startsWith("OTEL_TRACES_SAMPLER_ARG: got 2, must be"))
        .anyMatch(line -> line.contains("COMMON_DEFAULT_ENABLED: got perhaps, must be true or"))
        .anyMatch(line -> line.startsWith("OTEL_EXPORTER_OTLP_COMPRESSION: got brotli, must be"))
        .anyMatch(line -> line.startsWith("OTEL_EXPORTER_OTLP_HEADERS: got 6 characters"))
        .noneMatch(line -> line.contains("secret"));
  }

  @Test
  void samplerThatIsNotBuiltIn_isWarnedOf() {
    Settings settings = of(Map.of("OTEL_TRACES_SAMPLER", "jaeger_remote"));

    assertThat(settings.sampler).isEqualTo("parentbased_always_on");
    assertThat(settings.warnings())
        .containsExactly(
            "OTEL_TRACES_SAMPLER: got jaeger_remote, must be one of parentbased_always_on,"
                + "parentbased_always_off,parentbased_traceidratio,always_on,always_off,"
                + "traceidratio; taking parentbased_always_on");
  }

  @Test
  void limitOfAttributes_holdsForSpansAndLogs_unlessTheyHaveTheirOwn() {
    Map<String, String> environment =
        Map.of(
            "OTEL_ATTRIBUTE_COUNT_LIMIT", "5",
            "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", "50",
            "OTEL_LOGRECORD_ATTRIBUTE_COUNT_LIMIT", "6",
            "OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT", "60");

    Settings settings = of(environment);

    assertThat(settings.maxSpanAttributes).isEqualTo(5);
    assertThat(settings.maxLogAttributes).isEqualTo(6);
    assertThat(settings.maxAttributeChars).isEqualTo(60);
    assertThat(settings.maxLogAttributeChars).isEqualTo(50);
  }

  @Test
  void endpointsAndHeaders_ofASignalWinOverCommonOnes() {
    Map<String, String> environment =
        Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/",
            "OTEL_EXPORTER_OTLP_HEADERS", "a=1,b=two%20words",
            "OTEL_EXPORTER_OTLP_LOGS_HEADERS", "a=3",
            "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "https://metrics/own",
            "OTEL_EXPORTER_OTLP_COMPRESSION", "gzip");

    Settings settings = of(environment);

    assertThat(requireNonNull(settings.traces).endpoint())
        .isEqualTo("http://collector:4318/v1/traces");
    assertThat(requireNonNull(settings.metrics).endpoint()).isEqualTo("https://metrics/own");
    assertThat(requireNonNull(settings.logs).headers())
        .isEqualTo(Map.of("a", "3", "b", "two words"));
    assertThat(requireNonNull(settings.traces).isGzip()).isTrue();
    assertThat(requireNonNull(settings.traces).toString()).doesNotContain("two words");
  }

  @Test
  void exportersAndProtocolsThatAreNotBuiltIn_areWarnedOf() {
    Map<String, String> environment =
        Map.of(
            "OTEL_METRICS_EXPORTER", "prometheus",
            "OTEL_LOGS_EXPORTER", "none",
            "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");

    Settings settings = of(environment);

    assertThat(settings.metrics).isNull();
    assertThat(settings.logs).isNull();
    assertThat(settings.warnings())
        .containsExactly(
            "OTEL_EXPORTER_OTLP_PROTOCOL: got grpc, must be http/protobuf, which is taken (usual"
                + " port: 4318)",
            "OTEL_METRICS_EXPORTER: got prometheus, must be otlp or none; metrics are not"
                + " exported");
  }

  @Test
  void unreadableCertificate_isAFault_soThatNobodyElseIsTrusted() {
    Settings settings = of(Map.of("OTEL_EXPORTER_OTLP_CERTIFICATE", "/no/ca.pem"));

    assertThat(settings.faults())
        .contains(
            "OTEL_EXPORTER_OTLP_CERTIFICATE: got /no/ca.pem, must be a file that can be read");
  }

  @Test
  void oldConventions_areWarnedOf() {
    Settings dup = of(Map.of("OTEL_SEMCONV_STABILITY_OPT_IN", "database,http/dup"));
    Settings odd = of(Map.of(), "otel.semconv.stability.opt-in", "htp");

    assertThat(dup.warnings())
        .containsExactly(
            "OTEL_SEMCONV_STABILITY_OPT_IN: got http/dup, but the old names are not written; use"
                + " the new ones");
    assertThat(odd.warnings())
        .containsExactly(
            "otel.semconv.stability.opt-in: got htp, must be one of"
                + " code,database,http,service.peer");
  }

  @Test
  void unknownNames_areWarnedOfWithTheNearest() {
    Settings settings =
        of(
            Map.of("OTEL_SERVICE_NAM", "x", "OTEL_BSP_MAX_QUEUE_SIZE", "5", "PATH", "/bin"),
            "otel.bsp.schedule.dely",
            "5",
            "otel.instrumentation.jdbc.enabled",
            "true");

    settings.checkNames(List.of("jdbc"));

    assertThat(settings.warnings())
        .containsExactly(
            "otel.bsp.schedule.dely: is no setting, it has no effect, did you mean"
                + " 'otel.bsp.schedule.delay'?",
            "OTEL_BSP_MAX_QUEUE_SIZE: has no effect: one ring of 4096 items holds all signals",
            "OTEL_SERVICE_NAM: is no setting, it has no effect, did you mean"
                + " 'OTEL_SERVICE_NAME'?");
  }

  @Test
  void variablesOfOthers_areNoSettings() {
    Settings settings =
        of(
            Map.of(
                "OTEL_COLLECTOR_SERVICE_HOST", "10.0.0.1",
                "OTEL_COLLECTOR_PORT_4317_TCP", "tcp://10.0.0.1:4317",
                "OTEL_RESOURCE_ATTRIBUTES_POD_NAME", "pod-1",
                "OTEL_PYTHON_LOG_LEVEL", "debug"));

    settings.checkNames(List.of());

    assertThat(settings.warnings()).isEmpty();
  }

  @Test
  void manyUnknownNames_areCutShort() {
    String[] names = new String[100];
    for (int i = 0; i < 50; i++) {
      names[2 * i] = "otel.nonsense.number" + i;
      names[2 * i + 1] = "x";
    }
    Settings settings = of(Map.of(), names);

    settings.checkNames(List.of());

    assertThat(settings.warnings()).hasSize(21).last().isEqualTo("30 more settings have no effect");
  }
}
