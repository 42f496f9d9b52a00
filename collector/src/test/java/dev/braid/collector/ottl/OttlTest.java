/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.otlp.AnyValueView;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Fields;
import dev.braid.otlp.Signal;
import dev.braid.otlp.edit.AnyValue;
import dev.braid.otlp.edit.EditCursor;
import dev.braid.otlp.edit.EditException;
import dev.braid.otlp.edit.Editor;
import dev.braid.otlp.edit.Key;
import dev.braid.otlp.edit.Level;
import dev.braid.otlp.edit.Rewrite;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.prometheus.metrics.core.metrics.Counter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements on one span, by OTTL's documentation. */
class OttlTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

  private final Counter errors = Counter.builder().name("errors").build();
  private final ErrorReport report = new ErrorReport("transform", errors.labelValues(), CLOCK);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          name | GET /pay
          span.name | GET /pay
          kind | 2
          kind.string | Server
          kind.deprecated_string | SPAN_KIND_SERVER
          status.code | 2
          status.message | broken
          trace_id.string | 000102030405060708090a0b0c0d0e0f
          span_id.string | 0001020304050607
          start_time_unix_nano | 1500000000
          trace_state["a"] | 1
          trace_state["none"] | ''
          flags | 257
          Len(events) | 1
          resource.attributes["service.name"] | shop
          instrumentation_scope.name | lib
          scope.version | 1.2
          attributes["count"] | 7
          attributes["ratio"] | 0.5
          attributes["map"]["inner"] | deep
          attributes["list"][1] | b
          attributes["count"] + 3 * 2 | 13
          (attributes["count"] + 3) * 2 | 20
          attributes["count"] / 2 | 3
          -attributes["count"] | -7
          attributes["count"] / 2.0 | 3.5
          1 - 2 - 3 | -4
          SPAN_KIND_CLIENT | 3
          SEVERITY_NUMBER_ERROR2 | 18
          METRIC_DATA_TYPE_SUM | 2
          Concat([attributes["method"], attributes["count"], nil], "-") | GET-7-<nil>
          Split("a;b;;", ";")[1] | b
          Len(Split("a;b;;", ";")) | 4
          Substring("abcdef", 1, 3) | bcd
          ToUpperCase("größe") | GRÖßE
          ToLowerCase("ABC") | abc
          ConvertCase("someHTTPName", "snake") | some_http_name
          ConvertCase("some_name", "camel") | SomeName
          Trim("  x ") | x
          Trim("--x-", "-") | x
          TrimPrefix("prefix.a", "prefix.") | a
          HasPrefix("abc", "ab") | true
          Len("größe") | 7
          Int("42") | 42
          Int(2.9) | 2
          Int(true) | 1
          Double("1.5") | 1.5
          String(1.0) | 1
          String(1.5) | 1.5
          String(true) | true
          String(attributes["map"]) | '{"inner":"deep"}'
          Bool("true") | true
          SHA1("a") | 86f7e437faa5a7fce15d1ddcb9eaeaea377667b8
          MD5("a") | 0cc175b9c0f1b6a831c399e269772661
          SHA256("a") | ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb
          FNV("a") | -5808556873153909620
          Hex(0x0aff) | 0aff
          Hex("a") | 61
          Base64Encode("hi") | aGk=
          Base64Decode("aGk=") | hi
          ParseJSON("{\\"a\\": {\\"b\\": [1, 2]}}")["a"]["b"][1] | 2.0
          ExtractPatterns(name, "^(?P<method>\\\\w+) (?P<path>.*)$")["path"] | /pay
          UnixNano(Unix(3, 5)) | 3000000005
          UnixMilli(start_time) | 1500
          UnixSeconds(Now()) | 1700000000
          Hour(Now()) | 22
          Year(Now()) | 2023
          UnixNano(TruncateTime(Unix(3661), Duration("1h"))) | 3600000000000
          Nanoseconds(end_time - start_time) | 500000000
          Seconds(Duration("1m30s")) | 90.0
          Coalesce([attributes["none"], attributes["method"]]) | GET
          IsRootSpan() | false
          """)
  void expression_hasTheDocumentedValue(String expression, String expected) throws Exception {
    Map<String, Object> attributes = run("set(attributes[\"r\"], " + expression + ")");

    assertThat(attributes.get("r")).as(expression).hasToString(expected);
    assertThat(errors.get()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          true | true
          not true | false
          attributes["method"] == "GET" | true
          "GET" == attributes["method"] | true
          attributes["method"] != "GET" | false
          attributes["none"] == nil | true
          attributes["none"] != nil | false
          attributes["none"] == "" | false
          attributes["none"] != "x" | true
          attributes["count"] == 7.0 | true
          attributes["count"] > 6.5 | true
          attributes["count"] == "7" | false
          attributes["count"] != "7" | true
          attributes["count"] < "8" | false
          "a" < "b" | true
          nil <= nil | true
          nil < 1 | false
          true > false | true
          0x01 == 0x01 | true
          [1, "a"] == [1, "a"] | true
          attributes["map"] == {"inner": "deep"} | true
          trace_id == TraceID(0x000102030405060708090a0b0c0d0e0f) | true
          trace_id == TraceID("000102030405060708090a0b0c0d0e0f") | true
          span_id != SpanID(0x0001020304050607) | false
          kind == SPAN_KIND_SERVER and status.code == STATUS_CODE_ERROR | true
          true or false and false | true
          (true or false) and false | false
          (attributes["count"] + 1) * 2 == 16 and not (1 == 2) | true
          not IsMatch(name, "^POST") | true
          IsMatch(attributes["count"], "^7$") | true
          IsMatch(attributes["none"], ".*") | false
          IsString(attributes["method"]) | true
          IsInt(attributes["count"]) and IsDouble(attributes["ratio"]) | true
          IsMap(attributes["map"]) and IsList(attributes["list"]) and not IsBool(1) | true
          end_time - start_time >= Duration("500ms") | true
          """)
  void condition_hasTheDocumentedAnswer(String condition, boolean expected) throws Exception {
    Map<String, Object> attributes = run("set(attributes[\"r\"], true) where " + condition);

    assertThat(attributes.containsKey("r")).as(condition).isEqualTo(expected);
    assertThat(errors.get()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          delete_key(attributes, "method") | count=7
          delete_matching_keys(attributes, "^m") | count=7
          keep_keys(attributes, ["count", "none"]) | count=7
          keep_matching_keys(attributes, "^co") | count=7
          truncate_all(attributes, 2) | method=GE, count=7
          limit(attributes, 1, []) | method=GET
          limit(attributes, 1, ["count"]) | count=7
          replace_pattern(attributes["method"], "(G)(E)T", "$2$1-${1}x$$") | method=EG-Gx$, count=7
          replace_pattern(attributes["method"], "G", "h", SHA1) | method=27d5482eebd075de44389774fce28c69f45c8a75ET, count=7
          replace_pattern(attributes["method"], "G", "h", function=MD5, replacement_format="<%s>") | method=<2510c39011c5be704182423e3a695e91>ET, count=7
          replace_match(attributes["method"], "G*", "any") | method=any, count=7
          replace_match(attributes["method"], "g*", "any") | method=GET, count=7
          replace_all_patterns(attributes, "value", "E", "e") | method=GeT, count=7
          replace_all_patterns(attributes, "key", "^(m)", "x.$1") | x.method=GET, count=7
          replace_all_matches(attributes, "?E?", "m") | method=m, count=7
          merge_maps(attributes, {"count": 8, "new": "n"}, "insert") | method=GET, count=7, new=n
          merge_maps(attributes, {"count": 8, "new": "n"}, "update") | method=GET, count=8
          merge_maps(attributes, {"count": 8, "new": "n"}, "upsert") | method=GET, count=8, new=n
          append(attributes["method"], "PUT") | 'method=[GET, PUT], count=7'
          append(attributes["method"], values=["a", 1]) | 'method=[GET, a, 1], count=7'
          set(attributes["a"]["b"]["c"], 1) | 'method=GET, count=7, a={b={c=1}}'
          set(attributes["a"][1], "x") | 'method=GET, count=7, a=[null, x]'
          set(attributes["none"], nil) | method=GET, count=7
          set(attributes, {"only": 1}) | only=1
          set(cache["x"], attributes["method"]) | method=GET, count=7
          """)
  void editor_doesWhatItsDocumentationSays(String statement, String expected) throws Exception {
    Map<String, Object> attributes =
        run("keep_keys(attributes, [\"method\", \"count\"])", statement);

    assertThat(attributes).as(statement).hasToString("{" + expected + "}");
    assertThat(errors.get()).isZero();
  }

  @Test
  void flatten_joinsKeysAndNumbersElements() throws Exception {
    Map<String, Object> attributes =
        run(
            "keep_keys(attributes, [])",
            "set(attributes[\"a\"], {\"b\": {\"c\": 1}, \"l\": [2, {\"d\": 3}]})",
            "flatten(attributes, \"p\")");

    assertThat(attributes).hasToString("{p.a.b.c=1, p.a.l.0=2, p.a.l.1.d=3}");
  }

  @Test
  void laterStatement_seesWhatEarlierOnesHaveDone() throws Exception {
    Map<String, Object> attributes =
        run(
            "set(resource.attributes[\"seen\"], name)",
            "set(attributes[\"r\"], resource.attributes[\"seen\"])",
            "set(name, \"other\") where attributes[\"r\"] == \"GET /pay\"",
            "set(attributes[\"r\"], Concat([attributes[\"r\"], name], \" -> \"))");

    assertThat(attributes.get("r")).isEqualTo("GET /pay -> other");
  }

  @Test
  void failingStatement_isSkippedAndCounted_orRefusesTheBatch() throws Exception {
    String fails = "set(attributes[\"r\"], 1 / 0)";

    Map<String, Object> attributes = run(fails, "set(attributes[\"s\"], 2)");

    assertThat(attributes).containsEntry("s", 2L).doesNotContainKey("r");
    assertThat(errors.get()).isEqualTo(1);
    assertThatThrownBy(() -> run(ErrorMode.PROPAGATE, fails))
        .isInstanceOf(EditException.class)
        .hasMessageContaining("attempted to divide by 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          st(name, "x") | 1 | unknown editor 'st', did you mean 'set'?
          set(nam, "x") | 5 | unknown path 'nam' of span
          set(name, Concta(["a"], "")) | 11 | unknown converter 'Concta', did you mean 'Concat'?
          set(name, "x" | 14 | found the end, allowed ','
          set(name) | 1 | set needs the argument value
          set(name, "x", "y") | 16 | set takes set(target, value)
          set(name, SPAN_KIND_SERVR) | 11 | did you mean 'SPAN_KIND_SERVER'?
          set("x", "y") | 5 | found a value, allowed a path
          set(name, ToLowerCase(1)) | 23 | found an int, allowed a string
          set(name, "x") where name | 26 | found the end, allowed a comparison
          set(name, "x") were true | 16 | found 'were', allowed the end
          set(name["a"], "x") | 5 | 'name' cannot be indexed
          set(metric.name, "x") | 5 | the context 'metric' cannot be reached from 'span'
          replace_pattern(name, "(", "x") | 23 | is no RE2 expression
          limit(attributes, -1, []) | 19 | allowed a whole number of at least 0
          set(name, "x\\q") | 13 | found the escape
          set(name, set(name, "x")) | 11 | 'set' is an editor
          HasPrefix(name, "x") | 1 | allowed an editor
          merge_maps(attributes, attributes, "all") | 36 | allowed insert, update, upsert
          set(name, HasAttrKeyOnDatapoint("x")) | 11 | works in the context metric only
          """)
  void wrongStatement_isToldWithItsColumn(String statement, int column, String what) {
    assertThatThrownBy(() -> new Statements(OttlContext.SPAN).add(statement))
        .isInstanceOfSatisfying(
            SyntaxException.class,
            fault -> {
              assertThat(fault.what()).contains(what);
              assertThat(fault.column()).as(fault.what()).isEqualTo(column);
            });
  }

  @Test
  void endlessNesting_isRefused() {
    String nested = "(".repeat(10_000) + "1" + ")".repeat(10_000) + " == 1";

    assertThatThrownBy(() -> new Conditions(OttlContext.SPAN).add(nested))
        .isInstanceOf(SyntaxException.class)
        .hasMessageContaining("nested deeper");
  }

  private Map<String, Object> run(String... statements) throws Exception {
    return run(ErrorMode.IGNORE, statements);
  }

  private Map<String, Object> run(ErrorMode mode, String... statements) throws Exception {
    Statements compiled = new Statements(OttlContext.SPAN);
    for (String statement : statements) {
      compiled.add(statement);
    }
    Frame frame = new Frame(CLOCK);
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    Editor editor =
        new Editor() {
          @Override
          public boolean visits(Level level) {
            return level == Level.ITEM;
          }

          @Override
          public boolean item(EditCursor at) {
            compiled.run(frame.moveTo(at), mode, report);
            var attributes = at.item().attributes(Fields.Span.ATTRIBUTES);
            while (attributes.next()) {
              AnyValueView value = attributes.value();
              result.put(attributes.key().toString(), AnyValue.toObject(value));
            }
            return !attributes.has(Key.of("drop"));
          }
        };
    new Rewrite(List.of(editor)).apply(Batch.of(Signal.TRACES, request().toByteArray()));
    return result;
  }

  private static ExportTraceServiceRequest request() {
    byte[] id = new byte[16];
    for (int i = 0; i < id.length; i++) {
      id[i] = (byte) i;
    }
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(com.google.protobuf.ByteString.copyFrom(id))
            .setSpanId(com.google.protobuf.ByteString.copyFrom(Arrays.copyOf(id, 8)))
            .setParentSpanId(com.google.protobuf.ByteString.copyFrom(Arrays.copyOf(id, 8)))
            .setTraceState("a=1,b=2")
            .setName("GET /pay")
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setStartTimeUnixNano(1_500_000_000L)
            .setEndTimeUnixNano(2_000_000_000L)
            .setFlags(0x101)
            .setStatus(Status.newBuilder().setMessage("broken").setCodeValue(2))
            .addEvents(Span.Event.newBuilder().setName("event"));
    add(span, "method", "GET");
    add(span, "count", 7L);
    add(span, "ratio", 0.5);
    add(span, "map", Map.of("inner", "deep"));
    add(span, "list", List.of("a", "b"));
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(pair("service.name", "shop")))
                .addScopeSpans(
                    ScopeSpans.newBuilder()
                        .setScope(
                            InstrumentationScope.newBuilder().setName("lib").setVersion("1.2"))
                        .addSpans(span)))
        .build();
  }

  private static void add(Span.Builder span, String key, Object value) {
    span.addAttributes(pair(key, value));
  }

  private static KeyValue pair(String key, Object value) {
    return KeyValue.newBuilder().setKey(key).setValue(any(value)).build();
  }

  private static io.opentelemetry.proto.common.v1.AnyValue any(Object value) {
    var any = io.opentelemetry.proto.common.v1.AnyValue.newBuilder();
    if (value instanceof String text) {
      any.setStringValue(text);
    } else if (value instanceof Long number) {
      any.setIntValue(number);
    } else if (value instanceof Double number) {
      any.setDoubleValue(number);
    } else if (value instanceof List<?> list) {
      list.forEach(element -> any.getArrayValueBuilder().addValues(any(element)));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, inner) -> any.getKvlistValueBuilder().addValues(pair(key.toString(), inner)));
    }
    return any.build();
  }
}
