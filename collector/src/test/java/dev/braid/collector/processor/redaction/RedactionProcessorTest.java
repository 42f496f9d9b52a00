/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.redaction;

import static dev.braid.collector.processor.Processing.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.collector.processor.Processing;
import dev.braid.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RedactionProcessorTest {
  private static final RedactionProcessorFactory FACTORY = new RedactionProcessorFactory();

  static Stream<Arguments> cases() {
    KeyValue id = attribute("id", 5);
    KeyValue name = attribute("name", "card 4111111111111111 ok");
    KeyValue token = attribute("api.token", "s3cret");
    return Stream.of(
        Arguments.of("{}", List.of(id, name), List.of()),
        Arguments.of("{allow_all_keys: true}", List.of(id, name), List.of(id, name)),
        Arguments.of("{allowed_keys: [id]}", List.of(id, name), List.of(id)),
        Arguments.of(
            "{allowed_keys: [id], ignored_keys: [name]}", List.of(id, name), List.of(id, name)),
        Arguments.of("{ignored_key_patterns: ['^na']}", List.of(id, name), List.of(name)),
        Arguments.of(
            "{allow_all_keys: true, blocked_values: ['4[0-9]{12}(?:[0-9]{3})?']}",
            List.of(id, name), List.of(id, attribute("name", "card **** ok"))),
        Arguments.of(
            "{allow_all_keys: true, blocked_values: ['4[0-9]+'], hash_function: md5}",
            List.of(attribute("name", "4111")),
            List.of(attribute("name", md5()))),
        Arguments.of(
            "{allow_all_keys: true, blocked_values: ['4[0-9]+'], allowed_values: ['ok$']}",
            List.of(name),
            List.of(name)),
        Arguments.of(
            "{allow_all_keys: true, blocked_key_patterns: ['.*token.*']}",
            List.of(id, token),
            List.of(id, attribute("api.token", "****"))),
        Arguments.of("{allow_all_keys: true, blocked_values: ['5']}", List.of(id), List.of(id)),
        Arguments.of(
            "{allow_all_keys: true, blocked_values: ['5'], redact_all_types: true}",
            List.of(id),
            List.of(attribute("id", "****"))),
        Arguments.of(
            "{allowed_keys: [name, api.token], blocked_values: ['4[0-9]+'],"
                + " blocked_key_patterns: [token], summary: debug}",
            List.of(id, name, token),
            List.of(
                attribute("name", "card **** ok"),
                attribute("api.token", "****"),
                attribute("redaction.redacted.keys", "id"),
                attribute("redaction.redacted.count", 1),
                attribute("redaction.masked.keys", "api.token,name"),
                attribute("redaction.masked.count", 2))),
        Arguments.of(
            "{summary: info}", List.of(id), List.of(attribute("redaction.redacted.count", 1))));
  }

  private static String md5() {
    try {
      return java.util.HexFormat.of()
          .formatHex(
              java.security.MessageDigest.getInstance("MD5")
                  .digest("4111".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void attributes_areLeftSo(String yaml, List<KeyValue> before, List<KeyValue> after)
      throws Exception {
    try (Processing processing = Processing.of(FACTORY, Signal.TRACES, yaml)) {

      ExportTraceServiceRequest result = processing.apply(traces(before));

      assertThat(result).isEqualTo(traces(after));
    }
  }

  @Test
  void bodies_areRedactedAsAttributesAre() throws Exception {
    try (Processing processing =
        Processing.of(
            FACTORY,
            Signal.LOGS,
            "{allow_all_keys: true, blocked_values: ['secret'], blocked_key_patterns: [token]}")) {
      AnyValue.Builder text = AnyValue.newBuilder().setStringValue("a secret here");

      assertThat(processing.apply(logs(text)))
          .isEqualTo(logs(AnyValue.newBuilder().setStringValue("a **** here")));
      assertThat(processing.apply(logs(map("secret", "x")))).isEqualTo(logs(map("****", "****")));
    }
  }

  @Test
  void faults_nameThePlaceAndWhatIsAllowed() {
    assertThat(
            Processing.faults(
                FACTORY,
                """
                blocked_values: ['(']
                summary: loud
                hash_function: hmac-sha256
                url_sanitizer: {enabled: true}
                """))
        .contains("f.yaml:1:1 blocked_values: found '(', allowed a regular expression (RE2)")
        .contains("summary: found 'loud', allowed one of debug, info, silent")
        .contains("hmac_key: found a key shorter than 32 bytes")
        .contains("url_sanitizer: is not there in Braid");
  }

  private static AnyValue.Builder map(String inner, String token) {
    return AnyValue.newBuilder()
        .setKvlistValue(
            KeyValueList.newBuilder()
                .addValues(
                    attribute(
                        "m",
                        AnyValue.newBuilder()
                            .setKvlistValue(
                                KeyValueList.newBuilder().addValues(attribute("k", inner)))))
                .addValues(attribute("token", token)));
  }

  private static ExportLogsServiceRequest logs(AnyValue.Builder body) {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    request.addResourceLogsBuilder().addScopeLogsBuilder().addLogRecordsBuilder().setBody(body);
    return request.build();
  }

  /** The same attributes at every level. */
  private static ExportTraceServiceRequest traces(List<KeyValue> attributes) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    var resource = request.addResourceSpansBuilder();
    resource.getResourceBuilder().addAllAttributes(attributes);
    var scope = resource.addScopeSpansBuilder();
    scope.getScopeBuilder().addAllAttributes(attributes);
    scope
        .addSpansBuilder()
        .addAllAttributes(attributes)
        .addEventsBuilder()
        .addAllAttributes(attributes);
    return request.build();
  }
}
