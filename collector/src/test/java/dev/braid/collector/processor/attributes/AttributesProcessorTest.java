/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.attributes;

import static dev.braid.collector.processor.Processing.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.collector.processor.Processing;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class AttributesProcessorTest {
  private static final AttributesProcessorFactory FACTORY = new AttributesProcessorFactory();

  static Stream<Arguments> actions() {
    KeyValue a = attribute("a", "x");
    KeyValue list =
        attribute(
            "list",
            AnyValue.newBuilder()
                .setArrayValue(
                    ArrayValue.newBuilder()
                        .addValues(AnyValue.newBuilder().setIntValue(1))
                        .addValues(AnyValue.newBuilder().setStringValue("2"))));
    return Stream.of(
        Arguments.of("{key: a, value: 1, action: insert}", List.of(a), List.of(a)),
        Arguments.of(
            "{key: b, value: 1, action: insert}", List.of(a), List.of(a, attribute("b", 1))),
        Arguments.of(
            "{key: b, value: '1', action: INSERT}", List.of(a), List.of(a, attribute("b", "1"))),
        Arguments.of(
            "{key: b, value: 1.5, action: insert}", List.of(), List.of(attribute("b", 1.5))),
        Arguments.of(
            "{key: b, value: true, action: insert}", List.of(), List.of(attribute("b", true))),
        Arguments.of("{key: list, value: [1, '2'], action: insert}", List.of(), List.of(list)),
        Arguments.of(
            "{key: b, from_attribute: a, action: insert}",
            List.of(a),
            List.of(a, attribute("b", "x"))),
        Arguments.of("{key: b, from_attribute: no, action: insert}", List.of(a), List.of(a)),
        Arguments.of("{key: b, value: 1, action: update}", List.of(a), List.of(a)),
        Arguments.of("{key: a, value: 1, action: update}", List.of(a), List.of(attribute("a", 1))),
        Arguments.of("{key: a, value: 1, action: upsert}", List.of(a), List.of(attribute("a", 1))),
        Arguments.of(
            "{key: b, value: 1, action: upsert}", List.of(a), List.of(a, attribute("b", 1))),
        Arguments.of("{key: a, action: delete}", List.of(a, list), List.of(list)),
        Arguments.of("{pattern: 'is', action: delete}", List.of(a, list), List.of(a)),
        Arguments.of("{key: a, pattern: '^l', action: delete}", List.of(a, list), List.of()),
        Arguments.of(
            "{key: a, action: hash}",
            List.of(attribute("a", "John Doe")),
            List.of(
                attribute(
                    "a", "6cea57c2fb6cbc2a40411135005760f241fffc3e5e67ab99882726431037f908"))),
        Arguments.of(
            "{key: a, action: hash}",
            List.of(attribute("a", 10)),
            List.of(
                attribute(
                    "a", "a111f275cc2e7588000001d300a31e76336d15b9d314cd1a1d8f3d3556975eed"))),
        Arguments.of("{key: list, action: hash}", List.of(list), List.of(attribute("list", ""))),
        Arguments.of(
            "{key: a, pattern: '^/(?P<first>[^/]*)/(?P<rest>.*)?$', action: extract}",
            List.of(attribute("a", "/api/v1/pay")),
            List.of(
                attribute("a", "/api/v1/pay"),
                attribute("first", "api"),
                attribute("rest", "v1/pay"))),
        Arguments.of("{key: a, pattern: '(?P<x>no)', action: extract}", List.of(a), List.of(a)),
        Arguments.of(
            "{key: a, converted_type: int, action: convert}",
            List.of(attribute("a", "123")),
            List.of(attribute("a", 123))),
        Arguments.of(
            "{key: a, converted_type: int, action: convert}",
            List.of(attribute("a", 99.9)),
            List.of(attribute("a", 99))),
        Arguments.of("{key: a, converted_type: int, action: convert}", List.of(a), List.of(a)),
        Arguments.of(
            "{key: a, converted_type: double, action: convert}",
            List.of(attribute("a", "1e3")),
            List.of(attribute("a", 1000.0))),
        Arguments.of(
            "{key: a, converted_type: double, action: convert}",
            List.of(attribute("a", " 1d")),
            List.of(attribute("a", " 1d"))),
        Arguments.of(
            "{key: a, converted_type: string, action: convert}",
            List.of(attribute("a", true)),
            List.of(attribute("a", "true"))));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void action_leavesTheseAttributes(String action, List<KeyValue> before, List<KeyValue> after)
      throws Exception {
    try (Processing processing =
        Processing.of(FACTORY, Signal.TRACES, "actions: [" + action + "]")) {

      ExportTraceServiceRequest result =
          processing.apply(traces(Span.newBuilder().setName("s").addAllAttributes(before)));

      assertThat(result).isEqualTo(traces(Span.newBuilder().setName("s").addAllAttributes(after)));
    }
  }

  @Test
  void actions_seeWhatTheOnesBeforeLeft() throws Exception {
    try (Processing processing =
        Processing.of(
            FACTORY,
            Signal.LOGS,
            """
            actions:
              - {key: a, value: 1, action: insert}
              - {key: b, from_attribute: a, action: insert}
              - {key: a, action: delete}
            """)) {

      ExportLogsServiceRequest result = processing.apply(logs(LogRecord.newBuilder()));

      assertThat(result).isEqualTo(logs(LogRecord.newBuilder().addAttributes(attribute("b", 1))));
    }
  }

  @Test
  void everyKindOfDataPoint_isEdited() throws Exception {
    try (Processing processing =
        Processing.of(FACTORY, Signal.METRICS, "actions: [{key: a, value: x, action: upsert}]")) {

      ExportMetricsServiceRequest result = processing.apply(metrics(false));

      assertThat(result).isEqualTo(metrics(true));
    }
  }

  @Test
  void fromContext_isAHeaderOfTheRequest() throws Exception {
    try (Processing processing =
        Processing.of(
            FACTORY,
            Signal.TRACES,
            "actions: [{key: tenant, from_context: metadata.X-Tenant, action: insert}]")) {
      Batch batch =
          Batch.of(Signal.TRACES, traces(Span.newBuilder()).toByteArray())
              .withMetadata(Map.of("x-tenant", "acme"));

      byte[] result = processing.run(batch);

      assertThat(ExportTraceServiceRequest.parseFrom(result))
          .isEqualTo(traces(Span.newBuilder().addAttributes(attribute("tenant", "acme"))));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "include: {match_type: strict, services: [shop]} | true",
        "include: {match_type: strict, services: [sho]} | false",
        "include: {match_type: regexp, services: [sho]} | true",
        "exclude: {match_type: strict, services: [shop]} | false",
        "include: {match_type: strict, span_names: [other, pay]} | true",
        "include: {match_type: strict, span_names: [pay], services: [no]} | false",
        "include: {match_type: strict, attributes: [{key: k}]} | true",
        "include: {match_type: strict, attributes: [{key: k, value: 7}]} | true",
        "include: {match_type: strict, attributes: [{key: k, value: '7'}]} | false",
        "include: {match_type: regexp, attributes: [{key: k, value: '^7$'}]} | true",
        "include: {match_type: regexp, attributes: [{key: k, value: '^8$'}]} | false",
        "include: {match_type: strict, resources: [{key: service.name, value: shop}]} | true",
        "include: {match_type: strict, libraries: [{name: lib}]} | true",
        "include: {match_type: strict, libraries: [{name: lib, version: ''}]} | false",
        "include: {match_type: strict, libraries: [{name: lib, version: '1'}]} | true",
        "include: {match_type: strict, span_kinds: [SPAN_KIND_SERVER]} | true",
        "include: {match_type: strict, span_kinds: [SPAN_KIND_CLIENT]} | false",
      })
  void selection_ofSpans(String selection, boolean selected) throws Exception {
    try (Processing processing =
        Processing.of(
            FACTORY,
            Signal.TRACES,
            selection + "\nactions: [{key: hit, value: true, action: insert}]")) {
      Span.Builder span =
          Span.newBuilder()
              .setName("pay")
              .setKind(Span.SpanKind.SPAN_KIND_SERVER)
              .addAttributes(attribute("k", 7));

      ExportTraceServiceRequest result = processing.apply(traces(span));

      if (selected) {
        span.addAttributes(attribute("hit", true));
      }
      assertThat(result).isEqualTo(traces(span));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "include: {match_type: strict, log_bodies: [hello]} | true",
        "include: {match_type: regexp, log_bodies: ['^h.*o$']} | true",
        "include: {match_type: strict, log_bodies: [bye]} | false",
        "include: {match_type: strict, log_severity_texts: [info]} | true",
        "include: {match_type: strict, log_severity_number: {min: 9}} | true",
        "include: {match_type: strict, log_severity_number: {min: 13}} | false",
        "exclude: {match_type: strict, log_severity_number: {min: 1}} | false",
      })
  void selection_ofLogs(String selection, boolean selected) throws Exception {
    try (Processing processing =
        Processing.of(
            FACTORY,
            Signal.LOGS,
            selection + "\nactions: [{key: hit, value: true, action: insert}]")) {
      LogRecord.Builder log =
          LogRecord.newBuilder()
              .setBody(AnyValue.newBuilder().setStringValue("hello"))
              .setSeverityText("info")
              .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_INFO);

      ExportLogsServiceRequest result = processing.apply(logs(log));

      if (selected) {
        log.addAttributes(attribute("hit", true));
      }
      assertThat(result).isEqualTo(logs(log));
    }
  }

  @Test
  void faults_nameThePlaceAndWhatIsAllowed() {
    String faults =
        Processing.faults(
            FACTORY,
            """
            include: {match_type: glob, span_names: [a]}
            exclude: {match_type: strict}
            actions:
              - {key: a, action: insert}
              - {key: a, value: 1, from_attribute: b, action: upsert}
              - {action: delete}
              - {key: a, action: extract, pattern: '(x)'}
              - {key: a, action: convert, converted_type: bool}
              - {key: a, action: delete, value: 1}
              - {key: a, action: remove}
              - {key: a, action: hash, pattern: '('}
              - {key: a, from_context: auth.user, action: insert}
            """);

    assertThat(faults)
        .contains("f.yaml:1:23 include.match_type: found 'glob', allowed one of strict, regexp")
        .contains("exclude: found nothing to match")
        .contains("f.yaml:4:5 actions.value: found 0 sources")
        .contains("f.yaml:5:21 actions.value: found 2 sources")
        .contains("f.yaml:6:5 actions.key: found nothing, allowed a key, a pattern or both")
        .contains("actions.pattern: found a group without a name")
        .contains("f.yaml:8:47 actions.converted_type: found 'bool', allowed one of string, int")
        .contains("f.yaml:9:37 actions.value: means nothing for the action delete")
        .contains("f.yaml:10:22 actions.action: found 'remove', allowed one of insert, update")
        .contains("f.yaml:11:37 actions.pattern: found '(', allowed a regular expression (RE2)")
        .contains("actions.from_context: found 'auth.user'");
  }

  @Test
  void noActions_isAFault() {
    assertThat(Processing.faults(FACTORY, "{}")).contains("actions: found no action");
  }

  @Test
  void propertyOfAnotherSignal_isRefusedWhereThePipelineIsKnown() {
    String yaml =
        """
        include: {match_type: strict, span_names: [a]}
        actions: [{key: a, action: delete}]
        """;

    assertThatThrownBy(() -> Processing.of(FACTORY, Signal.LOGS, yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("span_names");
  }

  private static ExportTraceServiceRequest traces(Span.Builder span) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    var resource = request.addResourceSpansBuilder();
    resource.getResourceBuilder().addAttributes(attribute("service.name", "shop"));
    var scope = resource.addScopeSpansBuilder();
    scope.getScopeBuilder().setName("lib").setVersion("1");
    scope.addSpans(span);
    return request.build();
  }

  private static ExportLogsServiceRequest logs(LogRecord.Builder log) {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    request.addResourceLogsBuilder().addScopeLogsBuilder().addLogRecords(log);
    return request.build();
  }

  private static ExportMetricsServiceRequest metrics(boolean edited) {
    NumberDataPoint.Builder number = NumberDataPoint.newBuilder().setAsInt(1);
    HistogramDataPoint.Builder histogram = HistogramDataPoint.newBuilder().setCount(1);
    var exponential =
        io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.newBuilder().setCount(1);
    var summary = io.opentelemetry.proto.metrics.v1.SummaryDataPoint.newBuilder().setCount(1);
    if (edited) {
      number.addAttributes(attribute("a", "x"));
      histogram.addAttributes(attribute("a", "x"));
      exponential.addAttributes(attribute("a", "x"));
      summary.addAttributes(attribute("a", "x"));
    }
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    var scope = request.addResourceMetricsBuilder().addScopeMetricsBuilder();
    scope.addMetricsBuilder().getGaugeBuilder().addDataPoints(number);
    scope.addMetricsBuilder().getSumBuilder().addDataPoints(number);
    scope.addMetricsBuilder().getHistogramBuilder().addDataPoints(histogram);
    scope.addMetricsBuilder().getExponentialHistogramBuilder().addDataPoints(exponential);
    scope.addMetricsBuilder().getSummaryBuilder().addDataPoints(summary);
    scope.addMetrics(Metric.newBuilder().setName("empty"));
    return request.build();
  }
}
