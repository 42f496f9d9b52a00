/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.settings;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclarativeFileTest {
  private static final String BATCH = "tracer_provider: {processors: [{batch: {exporter: ";

  @TempDir private Path folder;

  private Settings read(String yaml, Map<String, String> environment) throws Exception {
    Path file = Files.writeString(folder.resolve("agent.yaml"), "file_format: '1.0'\n" + yaml);
    Properties properties = new Properties();
    properties.setProperty("otel.config.file", file.toString());
    return Settings.of(environment, properties);
  }

  private Settings read(String yaml) throws Exception {
    return read(yaml, Map.of());
  }

  /** Lines without the folder, which is another one each time. */
  private List<String> withoutFolder(List<String> lines) {
    List<String> relative = new ArrayList<>();
    for (String line : lines) {
      relative.add(line.replace(folder + "/", ""));
    }
    return relative;
  }

  @Test
  void shippedExample_saysWhatTheDefaultsAre() {
    Settings settings = shipped(Map.of());
    Settings defaults = Settings.of(Map.of(), new Properties());

    assertThat(settings.faults()).isEmpty();
    assertThat(settings.warnings()).isEmpty();
    assertThat(settings).usingRecursiveComparison().ignoringFields("source").isEqualTo(defaults);
  }

  @Test
  void shippedExample_takesItsVariables() {
    Map<String, String> environment =
        Map.of(
            "OTEL_SERVICE_NAME", "shop",
            "OTEL_RESOURCE_ATTRIBUTES", "rack=7,service.name=other",
            "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318",
            "OTEL_EXPORTER_OTLP_HEADERS", "key=a%2Cb",
            "OTEL_SDK_DISABLED", "true");

    Settings settings = shipped(environment);
    settings.checkNames(List.of());

    assertThat(settings.warnings()).isEmpty();
    assertThat(settings.isDisabled).isTrue();
    assertThat(settings.resourceAttributes).isEqualTo(Map.of("rack", "7", "service.name", "shop"));
    assertThat(requireNonNull(settings.logs).endpoint()).isEqualTo("http://collector:4318/v1/logs");
    assertThat(requireNonNull(settings.metrics).headers()).isEqualTo(Map.of("key", "a,b"));
  }

  private static Settings shipped(Map<String, String> environment) {
    Properties properties = new Properties();
    properties.setProperty("otel.config.file", "../../otel-config/agent.yaml");
    return Settings.of(environment, properties);
  }

  @Test
  void everythingThatHasASetting_isRead() throws Exception {
    Path pem = Files.createFile(folder.resolve("ca.pem"));
    Settings settings =
        read(
            "attribute_limits: {attribute_count_limit: 9, attribute_value_length_limit: 90}\n"
                + "propagator: {composite: [{b3: {}}], composite_list: 'tracecontext,baggage'}\n"
                + "tracer_provider:\n"
                + "  processors:\n"
                + "    - batch:\n"
                + "        schedule_delay: 7\n"
                + "        max_queue_size: 2048\n"
                + "        max_export_batch_size: 70\n"
                + "        exporter:\n"
                + "          otlp_http:\n"
                + "            endpoint: https://a/b\n"
                + "            headers: [{name: k, value: 'x, 100%'}]\n"
                + "            headers_list: 'k=1,l=2'\n"
                + "            compression: gzip\n"
                + "            timeout: 700\n"
                + ("            tls: {ca_file: '" + pem + "'}\n")
                + "  limits: {attribute_count_limit: 8, event_count_limit: 3, link_count_limit: 4}\n"
                + "  sampler: {parent_based: {root: {trace_id_ratio_based: {ratio: 0.25}}}}\n"
                + "meter_provider: {readers: [{periodic: {interval: 5000, exporter:"
                + " {otlp_http: }}}]}\n"
                + "logger_provider: {limits: {attribute_count_limit: 2}}\n");

    assertThat(settings.faults()).isEmpty();
    assertThat(settings.warnings()).isEmpty();
    assertThat(settings.propagators).containsExactly("b3", "tracecontext", "baggage");
    assertThat(settings.spanDelayMillis).isEqualTo(7);
    assertThat(settings.maxSpanBatch).isEqualTo(70);
    assertThat(requireNonNull(settings.traces).endpoint()).isEqualTo("https://a/b");
    assertThat(requireNonNull(settings.traces).headers())
        .isEqualTo(Map.of("k", "x, 100%", "l", "2"));
    assertThat(requireNonNull(settings.traces).isGzip()).isTrue();
    assertThat(requireNonNull(settings.traces).timeoutMillis()).isEqualTo(700);
    assertThat(requireNonNull(settings.traces).tls().trusted()).isEqualTo(pem.toString());
    assertThat(settings.maxSpanAttributes).isEqualTo(8);
    assertThat(settings.maxAttributeChars).isEqualTo(90);
    assertThat(settings.maxSpanEvents).isEqualTo(3);
    assertThat(settings.maxSpanLinks).isEqualTo(4);
    assertThat(settings.sampler).isEqualTo("parentbased_traceidratio");
    assertThat(settings.samplerRatio).isEqualTo(0.25);
    assertThat(settings.metricIntervalMillis).isEqualTo(5_000);
    assertThat(requireNonNull(settings.metrics).endpoint())
        .isEqualTo("http://localhost:4318/v1/metrics");
    assertThat(settings.maxLogAttributes).isEqualTo(2);
    assertThat(settings.maxLogAttributeChars).isEqualTo(90);
    assertThat(settings.logs).isNull();
  }

  @Test
  void attributesOfTheResource_keepTheirTypes() throws Exception {
    Settings settings =
        read(
            "resource:\n"
                + "  attributes_list: 'a=list,b=list%20two'\n"
                + "  attributes:\n"
                + "    - {name: a, value: own}\n"
                + "    - {name: n, value: 7, type: int}\n"
                + "    - {name: d, value: 0.5, type: double}\n"
                + "    - {name: f, value: true, type: bool}\n"
                + "    - {name: l, value: [1, 2], type: int_array}\n"
                + "  detection/development: {detectors: [{host: }, {process: }]}\n");

    assertThat(settings.faults()).isEmpty();
    assertThat(settings.resourceAttributes)
        .isEqualTo(
            Map.of(
                "a", "own", "b", "list two", "n", 7L, "d", 0.5, "f", true, "l", List.of(1L, 2L)));
    assertThat(settings.resourceDetectors).containsExactly("host", "process");
  }

  @Test
  void samplers_areThoseOfTheSchema() throws Exception {
    assertThat(read("tracer_provider: {sampler: {always_off: }}").sampler).isEqualTo("always_off");
    assertThat(read("tracer_provider: {sampler: {always_on: {}}}").sampler).isEqualTo("always_on");
    assertThat(read("tracer_provider: {sampler: {trace_id_ratio_based: {ratio: 0.5}}}").sampler)
        .isEqualTo("traceidratio");
    assertThat(read("tracer_provider: {sampler: {parent_based: {root: {always_off: }}}}").sampler)
        .isEqualTo("parentbased_always_off");
    assertThat(read("tracer_provider: {sampler: {parent_based: }}").sampler)
        .isEqualTo("parentbased_always_on");
    assertThat(read("tracer_provider: {}").sampler).isEqualTo("parentbased_always_on");
  }

  @Test
  void whatIsNotFollowed_isWarnedOfWithItsPlace() throws Exception {
    Settings settings =
        read(
            "log_level: debug\n"
                + BATCH
                + "{otlp_grpc: {endpoint: 'http://x:4317'}}}}]}\n"
                + "meter_provider:\n"
                + "  readers: [{pull: {exporter: {}}}]\n"
                + "  views: [{selector: {}}]\n");

    assertThat(settings.faults()).isEmpty();
    assertThat(settings.traces).isNull();
    assertThat(withoutFolder(settings.warnings()))
        .containsExactly(
            "agent.yaml:2:12 log_level: is ignored: the agent writes its few lines on standard"
                + " error in any case",
            "agent.yaml:3:52 tracer_provider.processors.batch.exporter.otlp_grpc: is ignored: only"
                + " otlp_http is built in, this is not exported",
            "agent.yaml:5:14 meter_provider.readers.pull: is ignored: metrics are pushed; use"
                + " periodic with otlp_http",
            "agent.yaml:6:3 meter_provider.views: is ignored: metrics are sent as they are; the"
                + " collector can change them");
  }

  @Test
  void allFaults_areToldAtOnce() throws Exception {
    Settings settings =
        read(
            "disabled: perhaps\n"
                + "tracer_provider:\n"
                + "  procesors: []\n"
                + "  sampler: {trace_id_ratio_based: {ratio: 2}}\n"
                + "attribute_limits: {attribute_count_limit: -1}\n");

    assertThat(withoutFolder(settings.faults()))
        .containsExactlyInAnyOrder(
            "agent.yaml:2:11 disabled: found 'perhaps', allowed true or false",
            "agent.yaml:4:3 tracer_provider.procesors: unknown key, allowed id_generator, limits,"
                + " processors, sampler, tracer_configurator/development, did you mean"
                + " 'processors'?",
            "agent.yaml:5:43 tracer_provider.sampler.trace_id_ratio_based.ratio: found '2', allowed"
                + " a number from 0.0 to 1.0",
            "agent.yaml:6:43 attribute_limits.attribute_count_limit: found '-1', allowed a whole"
                + " number from 0 to 10000");
  }

  @Test
  void fileThatIsNoYaml_orIsNotThere_isOneFault() throws Exception {
    assertThat(withoutFolder(read("a: [").faults()))
        .hasSize(1)
        .first()
        .asString()
        .contains("not YAML");

    Properties properties = new Properties();
    properties.setProperty("otel.experimental.config.file", "/no/agent.yaml");

    assertThat(Settings.of(Map.of(), properties).faults())
        .containsExactly("/no/agent.yaml: there is no such file");
  }

  @Test
  void besideAFile_otherSettingsOfTelemetryAreLeftOut_andWarnedOf() throws Exception {
    Settings settings =
        read(
            "resource: {attributes: [{name: service.name, value: '${OTEL_SERVICE_NAME}'}]}",
            Map.of(
                "OTEL_SERVICE_NAME", "shop",
                "OTEL_TRACES_SAMPLER", "always_off",
                "OTEL_INSTRUMENTATION_JDBC_ENABLED", "false"));

    settings.checkNames(List.of("jdbc"));

    assertThat(settings.sampler).isEqualTo("parentbased_always_on");
    assertThat(settings.isInstrumentationEnabled("jdbc", true)).isFalse();
    assertThat(settings.resourceAttributes).containsEntry("service.name", "shop");
    assertThat(withoutFolder(settings.warnings()))
        .containsExactly("OTEL_TRACES_SAMPLER: has no effect beside agent.yaml; write it there");
  }

  @Test
  void instrumentations_areSwitchedAndSet() throws Exception {
    Settings settings =
        read(
            "instrumentation/development:\n"
                + "  java:\n"
                + "    jdbc: {enabled: false}\n"
                + "    logback_appender: {capture_mdc_attributes/development: 'user'}\n"
                + "    jdbcc: {enabled: false}\n"
                + "distribution: {javaagent: {instrumentation: {disabled: [servlet]}}}\n");

    settings.checkNames(List.of("jdbc", "servlet", "logback-appender"));

    assertThat(settings.faults()).isEmpty();
    assertThat(settings.isInstrumentationEnabled("jdbc", true)).isFalse();
    assertThat(settings.isInstrumentationEnabled("servlet", true)).isFalse();
    assertThat(
            settings.text(
                "otel.instrumentation.logback-appender.experimental.capture-mdc-attributes"))
        .isEqualTo("user");
    assertThat(withoutFolder(settings.warnings()))
        .containsExactly(
            "agent.yaml:6:22 otel.instrumentation.jdbcc.enabled: is no setting, it has no effect,"
                + " did you mean 'otel.instrumentation.jdbc.enabled'?");
  }
}
