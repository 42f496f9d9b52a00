/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoWriterTest {
  private final ProtoWriter writer = new ProtoWriter(16);

  @Test
  void span_isReadByTheOracle() throws Exception {
    writer.traceId(Fields.Span.TRACE_ID, 1, 2);
    writer.spanId(Fields.Span.SPAN_ID, 3);
    writer.string(Fields.Span.NAME, "GET /größe/🧶");
    writer.varint(Fields.Span.KIND, 2);
    writer.fixed64(Fields.Span.START_TIME_UNIX_NANO, Long.MAX_VALUE);
    writer.fixed32(Fields.Span.FLAGS, 0x101);
    byte[] key = AttributeWriter.encodeKey("k");
    AttributeWriter.string(writer, Fields.Span.ATTRIBUTES, key, "v");
    AttributeWriter.integer(writer, Fields.Span.ATTRIBUTES, "n", -1);
    AttributeWriter.floating(writer, Fields.Span.ATTRIBUTES, "d", 0.5);
    AttributeWriter.bool(writer, Fields.Span.ATTRIBUTES, key, false);

    Span span = Span.parseFrom(writer.toByteArray());

    assertThat(span.getName()).isEqualTo("GET /größe/🧶");
    assertThat(span.getTraceId().byteAt(15)).isEqualTo((byte) 2);
    assertThat(span.getSpanId().byteAt(7)).isEqualTo((byte) 3);
    assertThat(span.getKindValue()).isEqualTo(2);
    assertThat(span.getStartTimeUnixNano()).isEqualTo(Long.MAX_VALUE);
    assertThat(span.getFlags()).isEqualTo(0x101);
    assertThat(span.getAttributesList())
        .containsExactly(
            pair("k", AnyValue.newBuilder().setStringValue("v")),
            pair("n", AnyValue.newBuilder().setIntValue(-1)),
            pair("d", AnyValue.newBuilder().setDoubleValue(0.5)),
            pair("k", AnyValue.newBuilder().setBoolValue(false)));
  }

  private static KeyValue pair(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152})
  void nestedLength_isMinimal_whateverWasGuessed(int length) {
    byte[] content = new byte[length];
    for (int guess = 1; guess <= 5; guess++) {
      writer.reset();
      int mark = writer.begin(2, guess);
      writer.writeRaw(content, 0, length);
      writer.end(mark);
      writer.varint(1, 1);

      ProtoReader reader = new ProtoReader().reset(writer.array(), 0, writer.size());
      assertThat(reader.next()).isTrue();
      assertThat(reader.length()).isEqualTo(length);
      assertThat(reader.offset()).isEqualTo(1 + ProtoWriter.varintSize(length));
      assertThat(reader.next()).isTrue();
      assertThat(reader.field()).isEqualTo(1);
    }
  }

  @Test
  void varints_roundTrip() {
    for (int shift = 0; shift < 64; shift++) {
      for (long value : new long[] {1L << shift, (1L << shift) - 1, -(1L << shift)}) {
        writer.reset().varint(1, value);
        ProtoReader reader = new ProtoReader().reset(writer.array(), 0, writer.size());
        assertThat(reader.next()).isTrue();
        assertThat(reader.value()).isEqualTo(value);
        assertThat(writer.size()).isEqualTo(1 + ProtoWriter.varintSize(value));
      }
    }
  }

  @Test
  void strings_areUtf8_likeThoseOfTheJdk() {
    String[] texts = {"", "a", "é", "a€b", "🧶", "z".repeat(5000) + "ß"};
    for (String text : texts) {
      assertThat(written(text)).isEqualTo(text);
      assertThat(written(new StringBuilder(text))).isEqualTo(text);
    }
  }

  @Test
  void unpairedSurrogates_becomeReplacements() {
    assertThat(written("\ud800")).isEqualTo("\ufffd");
    assertThat(written("\udc00\ud800x")).isEqualTo("\ufffd\ufffdx");
  }

  private String written(CharSequence text) {
    writer.reset().string(1, text);
    ProtoReader reader = new ProtoReader().reset(writer.array(), 0, writer.size());
    assertThat(reader.next()).isTrue();
    assertThat(reader.position()).isEqualTo(writer.size());
    return new BytesView().wrap(writer.array(), reader.offset(), reader.length()).toString();
  }

  @Test
  void fullWriter_dropsWhatDoesNotFit_andSaysSo() {
    ProtoWriter small = new ProtoWriter(16, 32);
    small.string(1, "a".repeat(10));
    int good = small.size();

    int mark = small.begin(2);
    small.string(1, "b".repeat(100));
    small.varint(3, 1);
    small.end(mark);

    assertThat(small.isOverflown()).isTrue();
    small.truncate(good);
    assertThat(small.isOverflown()).isFalse();
    assertThat(small.size()).isEqualTo(12);
    assertThat(small.capacity()).isLessThanOrEqualTo(32);
  }

  @Test
  void ids_roundTrip_andBadOnesAreKnown() {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    long high = TraceId.high(trace, 0);
    long low = TraceId.low(trace, 0);

    assertThat(TraceId.hex(high, low)).isEqualTo(trace);
    assertThat(SpanId.hex(SpanId.parse("b7ad6b7169203331", 0))).isEqualTo("b7ad6b7169203331");
    assertThat(TraceId.isValidHex("x" + trace, 1)).isTrue();
    assertThat(TraceId.isValidHex(trace, 1)).isFalse();
    assertThat(TraceId.isValidHex(trace.toUpperCase(java.util.Locale.ROOT), 0)).isFalse();
    assertThat(TraceId.isValidHex("0".repeat(32), 0)).isFalse();
    assertThat(SpanId.isValidHex("0".repeat(15) + "g", 0)).isFalse();
    assertThat(SpanId.isValidHex("0".repeat(15) + "1", 0)).isTrue();
    byte[] bytes = new byte[16];
    TraceId.writeBytes(high, low, bytes, 0);
    assertThat(TraceId.high(bytes, 0)).isEqualTo(high);
    assertThat(TraceId.low(bytes, 0)).isEqualTo(low);
  }
}
