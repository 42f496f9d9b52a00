/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OtlpJsonTest {
  private static final int ROUNDS = 20;
  private static final Pattern ID =
      Pattern.compile("\"((?:traceId|spanId|parentSpanId)\":\\s*)\"([^\"]*)\"");

  @ParameterizedTest
  @EnumSource
  void protoToJsonAndBack_isIdentity(Signal signal) throws Exception {
    RandomRequests requests = new RandomRequests(RandomRequests.SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] body = requests.next(signal).toByteArray();

      byte[] json = OtlpJson.toJson(signal, body, 0, body.length);

      assertThat(OtlpJson.toProto(signal, json)).as("round %d", round).isEqualTo(body);
    }
  }

  @ParameterizedTest
  @EnumSource
  void json_isReadLikeTheOracleDoes(Signal signal) throws Exception {
    RandomRequests requests = new RandomRequests(RandomRequests.SEED + 1);
    for (int round = 0; round < ROUNDS; round++) {
      Message request = requests.next(signal);
      String theirs = JsonFormat.printer().print(request);

      byte[] proto = OtlpJson.toProto(signal, hexIds(theirs).getBytes(StandardCharsets.UTF_8));

      assertThat(proto).as("round %d", round).isEqualTo(request.toByteArray());
    }
  }

  @ParameterizedTest
  @EnumSource
  void ourJson_isReadByTheOracle(Signal signal) throws Exception {
    RandomRequests requests = new RandomRequests(RandomRequests.SEED + 2);
    for (int round = 0; round < ROUNDS; round++) {
      Message request = requests.next(signal);
      byte[] body = request.toByteArray();

      byte[] json = OtlpJson.toJson(signal, body, 0, body.length);

      Message.Builder parsed = request.newBuilderForType();
      JsonFormat.parser().merge(base64Ids(new String(json, StandardCharsets.UTF_8)), parsed);
      // The oracle's reader loses the sign of -0.0, so what it makes of its own text is expected.
      Message.Builder expected = request.newBuilderForType();
      JsonFormat.parser().merge(JsonFormat.printer().print(request), expected);
      assertThat(parsed.build()).as("round %d", round).isEqualTo(expected.build());
    }
  }

  @Test
  void otherSpellings_areAccepted() throws Exception {
    Span span =
        span(
            "{'trace_id':'00112233445566778899AABBCCDDEEFF','kind':'SPAN_KIND_SERVER',"
                + "'startTimeUnixNano':1700000000000000001,'end_time_unix_nano':'18446744073709551615',"
                + "'unknown':{'a':[1,{}]},'status':null,'droppedEventsCount':2.0,'events':[]}");

    assertThat(span.getTraceId().size()).isEqualTo(16);
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(span.getStartTimeUnixNano()).isEqualTo(1700000000000000001L);
    assertThat(span.getEndTimeUnixNano()).isEqualTo(-1);
    assertThat(span.getDroppedEventsCount()).isEqualTo(2);
    assertThat(span.hasStatus()).isFalse();
  }

  @Test
  void repeatedKey_lastOneWins_canonically() throws Exception {
    assertThat(span("{'name':'a','name':'b'}").getName()).isEqualTo("b");
  }

  @Test
  void unpairedSurrogate_becomesReplacement() throws Exception {
    assertThat(span("{'name':'a\\ud800b'}").getName()).isEqualTo("a\ufffdb");
  }

  @Test
  void faults_nameThePathAndThePosition() {
    assertFault("{'traceId':'0011'}", "/resourceSpans/0/scopeSpans/0/spans/0/traceId: got 4");
    assertFault("{'kind':'SERVER'}", "kind: expected a 64-bit integer");
    assertFault("{'flags':-1}", "flags: expected an integer from 0 to 4294967295");
    assertFault("{'name':1}", "name: expected a string");
    assertFault("{'attributes':{}}", "attributes: expected an array");
    assertFault("{'status':[]}", "status: expected an object (Status)");
    assertFault("{'attributes':[{'value':{'bytesValue':'*'}}]}", "bytesValue: expected base64");
    assertFault("{'attributes':[{'value':{'boolValue':1}}]}", "expected true or false");
    assertFault("{'attributes':[{'value':{'doubleValue':'1f'}}]}", "expected a number");
    assertFault("{'startTimeUnixNano':1e999999999}", "expected a 64-bit integer");
  }

  @Test
  void brokenText_isNotJson_andSaysWhere() {
    for (String text :
        new String[] {"", "{", "[]", "{}{}", "nul", "{\"a\":", "\u0000", "{'a':1}"}) {
      assertThatThrownBy(() -> OtlpJson.toProto(Signal.LOGS, text.getBytes(StandardCharsets.UTF_8)))
          .as(text)
          .isInstanceOf(OtlpJsonException.class)
          .hasMessageContaining("line 1");
    }
  }

  @Test
  void hugeNesting_isRefused() {
    String nested =
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":"
            + "{\"arrayValue\":{\"values\":[".repeat(10_000);

    assertThatThrownBy(() -> OtlpJson.toProto(Signal.LOGS, nested.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(OtlpJsonException.class)
        .hasMessageContaining("nested deeper");
  }

  @Test
  void logBody_survives() throws Exception {
    String json =
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"severityNumber\":9,\"body\":"
            + "{\"stringValue\":\"payment_timeout_ms=30000\"}}]}]}]}";

    byte[] proto = OtlpJson.toProto(Signal.LOGS, json.getBytes(StandardCharsets.UTF_8));

    LogRecord record =
        ExportLogsServiceRequest.parseFrom(proto)
            .getResourceLogs(0)
            .getScopeLogs(0)
            .getLogRecords(0);
    assertThat(record.getBody().getStringValue()).isEqualTo("payment_timeout_ms=30000");
    assertThat(new String(OtlpJson.toJson(Signal.LOGS, proto, 0, proto.length), "UTF-8"))
        .isEqualTo(json);
  }

  private static void assertFault(String span, String expected) {
    OtlpJsonException fault = catchThrowableOfType(OtlpJsonException.class, () -> span(span));

    assertThat(fault).as(span).hasMessageContaining(expected).hasMessageContaining("line 1");
  }

  private static Span span(String json) throws Exception {
    String text = "{'resourceSpans':[{'scopeSpans':[{'spans':[" + json + "]}]}]}";
    byte[] proto =
        OtlpJson.toProto(Signal.TRACES, text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    assertThat(new OtlpValidator(Limits.DEFAULT).validate(Signal.TRACES, proto).isAccepted())
        .isTrue();
    return ExportTraceServiceRequest.parseFrom(proto)
        .getResourceSpans(0)
        .getScopeSpans(0)
        .getSpans(0);
  }

  private static String hexIds(String json) {
    Matcher matcher = ID.matcher(json);
    return matcher.replaceAll(
        match -> {
          StringBuilder hex = new StringBuilder();
          byte[] bytes = Base64.getDecoder().decode(match.group(2));
          Hex.append(bytes, 0, bytes.length, hex);
          return Matcher.quoteReplacement('"' + match.group(1) + '"' + hex + '"');
        });
  }

  private static String base64Ids(String json) {
    return ID.matcher(json)
        .replaceAll(
            match -> {
              String hex = match.group(2);
              byte[] bytes = new byte[hex.length() / 2];
              for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
              }
              return Matcher.quoteReplacement(
                  '"' + match.group(1) + '"' + Base64.getEncoder().encodeToString(bytes) + '"');
            });
  }
}
