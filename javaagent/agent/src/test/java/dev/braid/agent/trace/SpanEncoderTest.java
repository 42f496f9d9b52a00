/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.braid.bootstrap.Context;
import dev.braid.otlp.ProtoWriter;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Spans as OpenTelemetry's own classes read them. */
class SpanEncoderTest {
  private static final Key KEY = Key.of("key");
  private static final Key OTHER = Key.of("other");
  private static final InstrumentationScope SCOPE = new InstrumentationScope("test", null);

  private static Span start(SpanLimits limits, Context parent) {
    Tracer tracer = new Tracer(Sampler.ALWAYS_ON, limits, span -> {});
    return tracer.start(SCOPE, dev.braid.agent.trace.SpanKind.CLIENT, "call", parent);
  }

  private static Span start() {
    return start(SpanLimits.defaults(), Context.ROOT);
  }

  private static io.opentelemetry.proto.trace.v1.Span encoded(Span span) throws Exception {
    ProtoWriter writer = new ProtoWriter(256);
    SpanEncoder.write(span, writer);
    ScopeSpans scope = ScopeSpans.parseFrom(writer.toByteArray());
    assertThat(scope.getUnknownFields().asMap()).isEmpty();
    assertThat(scope.getSpansList()).hasSize(1);
    return scope.getSpans(0);
  }

  private static Map<String, AnyValue> map(List<KeyValue> attributes) {
    Map<String, AnyValue> map = new LinkedHashMap<>();
    for (KeyValue attribute : attributes) {
      assertThat(map.put(attribute.getKey(), attribute.getValue())).isNull();
    }
    return map;
  }

  private static ByteString bytes(long... numbers) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * numbers.length);
    for (long number : numbers) {
      buffer.putLong(number);
    }
    return ByteString.copyFrom(buffer.array());
  }

  @Test
  void idsAndTimes_areThoseOfTheSpan() throws Exception {
    Span parent = Span.remote(1, 2, 3, 1, "a=b");
    Span span = start(SpanLimits.defaults(), Context.ROOT.withSpan(parent));
    span.end();

    var read = encoded(span);

    assertThat(read.getTraceId()).isEqualTo(bytes(1, 2));
    assertThat(read.getSpanId()).isEqualTo(bytes(span.spanId()));
    assertThat(read.getParentSpanId()).isEqualTo(bytes(3));
    assertThat(read.getTraceState()).isEqualTo("a=b");
    assertThat(read.getName()).isEqualTo("call");
    assertThat(read.getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
    assertThat(read.getStartTimeUnixNano()).isEqualTo(span.startEpochNanos());
    assertThat(read.getEndTimeUnixNano()).isGreaterThanOrEqualTo(read.getStartTimeUnixNano());
    assertThat(read.getFlags()).isEqualTo(0x301);
  }

  @Test
  void rootSpan_hasNoParent_andFlagsSaySo() throws Exception {
    Span span = start();
    span.end();

    var read = encoded(span);

    assertThat(read.getParentSpanId()).isEqualTo(ByteString.EMPTY);
    assertThat(read.getFlags()).isEqualTo(0x101);
    assertThat(read.hasStatus()).isFalse();
  }

  @Test
  void attributes_keepTheirTypes() throws Exception {
    Span span = start();
    span.set(Key.of("s"), "text").set(Key.of("i"), 7).set(Key.of("d"), 0.5).set(Key.of("b"), true);
    span.set(Key.of("sa"), new String[] {"x", "y"}).put(Key.of("la"), List.of(1L, 2L));
    span.put(Key.of("o"), new StringBuilder("object")).set(Key.of("null"), (String) null);
    span.set(Key.of("s"), "again");
    span.end();

    Map<String, AnyValue> read = map(encoded(span).getAttributesList());

    assertThat(read).containsOnlyKeys("s", "i", "d", "b", "sa", "la", "o");
    assertThat(requireNonNull(read.get("s")).getStringValue()).isEqualTo("again");
    assertThat(requireNonNull(read.get("i")).getIntValue()).isEqualTo(7);
    assertThat(requireNonNull(read.get("d")).getDoubleValue()).isEqualTo(0.5);
    assertThat(requireNonNull(read.get("b")).getBoolValue()).isTrue();
    assertThat(requireNonNull(read.get("sa")).getArrayValue().getValues(1).getStringValue())
        .isEqualTo("y");
    assertThat(requireNonNull(read.get("la")).getArrayValue().getValues(1).getIntValue())
        .isEqualTo(2);
    assertThat(requireNonNull(read.get("o")).getStringValue()).isEqualTo("object");
  }

  @Test
  void attributesOverTheLimit_areCounted_andLongOnesCut() throws Exception {
    Span span = start(new SpanLimits(2, 1, 1, 3), Context.ROOT);
    span.set(KEY, "abcdef").set(OTHER, new String[] {"abcdef"});
    span.set(Key.of("third"), 1).set(Key.of("fourth"), 1).set(KEY, "ghijkl");
    span.end();

    var read = encoded(span);
    Map<String, AnyValue> attributes = map(read.getAttributesList());

    assertThat(attributes).containsOnlyKeys("key", "other");
    assertThat(requireNonNull(attributes.get("key")).getStringValue()).isEqualTo("ghi");
    assertThat(
            requireNonNull(attributes.get("other")).getArrayValue().getValues(0).getStringValue())
        .isEqualTo("abc");
    assertThat(read.getDroppedAttributesCount()).isEqualTo(2);
  }

  @Test
  void eventsAndLinksOverTheLimit_areCounted() throws Exception {
    Span span = start(new SpanLimits(1, 2, 1, 100), Context.ROOT);
    span.event("one", KEY, "a", OTHER, "b").eventAt("two", 5).event("three");
    span.link(Span.remote(4, 5, 6, 1, "s=1"), KEY, "v").link(Span.remote(7, 8, 9, 0, null));
    span.end();

    var read = encoded(span);

    assertThat(read.getEventsList()).extracting(e -> e.getName()).containsExactly("one", "two");
    assertThat(map(read.getEvents(0).getAttributesList())).containsOnlyKeys("key");
    assertThat(read.getEvents(0).getDroppedAttributesCount()).isEqualTo(1);
    assertThat(read.getEvents(1).getTimeUnixNano()).isEqualTo(5);
    assertThat(read.getDroppedEventsCount()).isEqualTo(1);
    assertThat(read.getLinksList()).hasSize(1);
    assertThat(read.getLinks(0).getTraceId()).isEqualTo(bytes(4, 5));
    assertThat(read.getLinks(0).getSpanId()).isEqualTo(bytes(6));
    assertThat(read.getLinks(0).getTraceState()).isEqualTo("s=1");
    assertThat(read.getLinks(0).getFlags()).isEqualTo(0x301);
    assertThat(read.getDroppedLinksCount()).isEqualTo(1);
  }

  @Test
  void attributesOfALinkOverTheLimit_areCounted() throws Exception {
    Span span = start(new SpanLimits(1, 1, 1, 100), Context.ROOT);
    span.link(Span.remote(4, 5, 6, 1, null), KEY, "a", OTHER, "b");
    span.end();

    assertThat(encoded(span).getLinks(0).getDroppedAttributesCount()).isEqualTo(1);
  }

  @Test
  void eventsThatAreTooLarge_areCounted_othersStay() throws Exception {
    Span span = start();
    span.event("huge", KEY, "x".repeat(300_000)).event("small");
    span.end();

    var read = encoded(span);

    assertThat(read.getEventsList()).extracting(e -> e.getName()).containsExactly("small");
    assertThat(read.getDroppedEventsCount()).isEqualTo(1);
  }

  @Test
  void exception_isAnEventByTheConventions() throws Exception {
    Span span = start();
    span.exception(new IllegalArgumentException("bad")).error("bad.thing", "why");
    span.end();

    var read = encoded(span);
    Map<String, AnyValue> event = map(read.getEvents(0).getAttributesList());

    assertThat(read.getEvents(0).getName()).isEqualTo("exception");
    assertThat(event)
        .containsOnlyKeys("exception.type", "exception.message", "exception.stacktrace");
    assertThat(requireNonNull(event.get("exception.type")).getStringValue())
        .isEqualTo("java.lang.IllegalArgumentException");
    assertThat(read.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(read.getStatus().getMessage()).isEqualTo("why");
    assertThat(map(read.getAttributesList())).containsOnlyKeys("error.type");
  }

  @Test
  void okStatus_isFinal() throws Exception {
    Span span = start();
    span.status(2, "first").status(1, "ignored").status(2, "late").status(0, null);
    span.end();

    assertThat(encoded(span).getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_OK);
    assertThat(encoded(span).getStatus().getMessage()).isEmpty();
  }

  @Test
  void endedSpan_takesNothingMore_andIsHandedOverOnce() throws Exception {
    List<Span> ended = new ArrayList<>();
    Tracer tracer = new Tracer(Sampler.ALWAYS_ON, SpanLimits.defaults(), ended::add);
    Span span = tracer.start(SCOPE, dev.braid.agent.trace.SpanKind.SERVER, "a", Context.ROOT);

    span.end(5);
    span.set(KEY, "late").name("late").event("late").end();

    assertThat(ended).containsExactly(span);
    assertThat(encoded(span).getName()).isEqualTo("a");
    assertThat(encoded(span).getEndTimeUnixNano()).isEqualTo(5);
    assertThat(encoded(span).getAttributesCount()).isZero();
  }
}
