/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.logs;

import dev.braid.agent.trace.AgentClock;
import dev.braid.agent.trace.AttributeEncoder;
import dev.braid.agent.trace.ExceptionText;
import dev.braid.agent.trace.Span;
import dev.braid.agent.trace.SpanLimits;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import org.jspecify.annotations.Nullable;

/** Writes a log call as OTLP. Stateless; allocates nothing unless there is an exception. */
public final class LogEncoder {
  private static final @Nullable Object[] NONE = {};

  private LogEncoder() {}

  /**
   * Writes the item field of ScopeLogs, tag and length included. The exception's attributes come
   * first, since they are worth more than others where {@code limits} are reached.
   */
  public static void write(
      ProtoWriter writer,
      int severityNumber,
      @Nullable String severityText,
      @Nullable String body,
      long epochNanos,
      @Nullable Throwable thrown,
      @Nullable Object[] keysAndValues,
      @Nullable Span span,
      SpanLimits limits) {
    long now = AgentClock.now();
    int item = writer.begin(Fields.Wrapper.ITEM, 2);
    writer.fixed64(Fields.LogRecord.TIME_UNIX_NANO, epochNanos == 0 ? now : epochNanos);
    writer.fixed64(Fields.LogRecord.OBSERVED_TIME_UNIX_NANO, now);
    writer.varint(Fields.LogRecord.SEVERITY_NUMBER, severityNumber);
    if (severityText != null) {
      writer.string(Fields.LogRecord.SEVERITY_TEXT, severityText);
    }
    if (body != null) {
      int any = writer.begin(Fields.LogRecord.BODY, body.length() < 120 ? 1 : 2);
      writer.string(Fields.AnyValue.STRING, body);
      writer.end(any);
    }
    int field = Fields.LogRecord.ATTRIBUTES;
    @Nullable Object[] exception = thrown == null ? NONE : ExceptionText.attributes(thrown);
    int dropped = AttributeEncoder.writeAll(writer, field, exception, limits);
    int before = AttributeEncoder.count(exception);
    dropped += AttributeEncoder.writeAll(writer, field, keysAndValues, limits, before);
    if (dropped > 0) {
      writer.varint(Fields.LogRecord.DROPPED_ATTRIBUTES_COUNT, dropped);
    }
    if (span != null) {
      writer.fixed32(Fields.LogRecord.FLAGS, span.flags() & 0xff);
      writer.traceId(Fields.LogRecord.TRACE_ID, span.traceIdHigh(), span.traceIdLow());
      writer.spanId(Fields.LogRecord.SPAN_ID, span.spanId());
    }
    writer.end(item);
  }
}
