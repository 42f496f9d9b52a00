/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.agent.trace.Key;
import dev.braid.agent.trace.Span;
import dev.braid.agent.trace.SpanLimits;
import dev.braid.otlp.ProtoWriter;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogEncoderTest {
  private static final @Nullable Object[] THREE = {
    Key.of("a"), "abcdef", Key.of("absent"), null, Key.of("b"), 2L, Key.of("c"), true
  };

  private static LogRecord encoded(
      SpanLimits limits, @Nullable Throwable thrown, @Nullable Span span) throws Exception {
    ProtoWriter writer = new ProtoWriter(256);
    LogEncoder.write(writer, 9, "INFO", "hello", 5, thrown, THREE, span, limits);
    ScopeLogs scope = ScopeLogs.parseFrom(writer.toByteArray());
    assertThat(scope.getLogRecordsList()).hasSize(1);
    return scope.getLogRecords(0);
  }

  private static SpanLimits limits(int attributes, int chars) {
    return new SpanLimits(attributes, 0, 0, chars);
  }

  @Test
  void record_isWhatWasLogged() throws Exception {
    LogRecord record = encoded(SpanLimits.defaults(), null, Span.remote(1, 2, 3, 1, null));

    assertThat(record.getBody().getStringValue()).isEqualTo("hello");
    assertThat(record.getSeverityNumberValue()).isEqualTo(9);
    assertThat(record.getSeverityText()).isEqualTo("INFO");
    assertThat(record.getTimeUnixNano()).isEqualTo(5);
    assertThat(record.getAttributesList())
        .extracting(KeyValue::getKey)
        .containsExactly("a", "b", "c");
    assertThat(record.getDroppedAttributesCount()).isZero();
    assertThat(record.getFlags()).isEqualTo(1);
    assertThat(record.getSpanId().toByteArray()).containsExactly(0, 0, 0, 0, 0, 0, 0, 3);
  }

  @Test
  void attributesOverTheLimit_areCounted_andLongOnesCut() throws Exception {
    LogRecord record = encoded(limits(2, 3), null, null);

    assertThat(record.getAttributesList()).extracting(KeyValue::getKey).containsExactly("a", "b");
    assertThat(record.getAttributes(0).getValue().getStringValue()).isEqualTo("abc");
    assertThat(record.getDroppedAttributesCount()).isEqualTo(1);
  }

  @Test
  void exception_countsToo_andComesFirst() throws Exception {
    LogRecord record = encoded(limits(4, 9), new IllegalStateException("closed for now"), null);

    assertThat(record.getAttributesList())
        .extracting(KeyValue::getKey)
        .containsExactly("exception.type", "exception.message", "exception.stacktrace", "a");
    assertThat(record.getAttributes(1).getValue().getStringValue()).isEqualTo("closed fo");
    assertThat(record.getAttributes(2).getValue().getStringValue()).isEqualTo("java.lang");
    assertThat(record.getDroppedAttributesCount()).isEqualTo(2);
  }

  @Test
  void limitOfNone_dropsAll_andCountsThem() throws Exception {
    LogRecord record = encoded(limits(0, 9), new IllegalStateException("closed"), null);

    assertThat(record.getAttributesList()).isEmpty();
    assertThat(record.getDroppedAttributesCount()).isEqualTo(6);
  }
}
