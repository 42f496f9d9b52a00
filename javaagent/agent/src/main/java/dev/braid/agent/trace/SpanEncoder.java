/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;

/** Writes an ended span as OTLP. Stateless; allocates nothing. */
public final class SpanEncoder {
  static final int STATUS_OK = 1;
  static final int STATUS_ERROR = 2;

  private static final int HAS_IS_REMOTE = 0x100;
  private static final int IS_REMOTE = 0x200;

  private SpanEncoder() {}

  /** Writes {@code span} as the item field of ScopeSpans, tag and length included. */
  public static void write(Span span, ProtoWriter writer) {
    int item = writer.begin(Fields.Wrapper.ITEM, 2);
    writer.traceId(Fields.Span.TRACE_ID, span.traceIdHigh(), span.traceIdLow());
    writer.spanId(Fields.Span.SPAN_ID, span.spanId());
    String state = span.traceState();
    if (state != null) {
      writer.string(Fields.Span.TRACE_STATE, state);
    }
    if (span.parentSpanId() != 0) {
      writer.spanId(Fields.Span.PARENT_SPAN_ID, span.parentSpanId());
    }
    writer.string(Fields.Span.NAME, span.name);
    writer.varint(Fields.Span.KIND, span.kind.number());
    writer.fixed64(Fields.Span.START_TIME_UNIX_NANO, span.startEpochNanos);
    writer.fixed64(Fields.Span.END_TIME_UNIX_NANO, span.endEpochNanos);
    SpanLimits limits = span.limits();
    for (int i = 0; i < span.attributeSlots; i += 2) {
      Object value = span.attributes[i + 1];
      if (value instanceof AttributeBlock) {
        ((AttributeBlock) value).write(writer, limits);
      } else {
        AttributeEncoder.write(writer, Fields.Span.ATTRIBUTES, span.attributes[i], value, limits);
      }
    }
    writeDetails(span, writer);
    writeStatus(span, writer);
    writer.fixed32(Fields.Span.FLAGS, flags(span.flags(), span.isParentRemote()));
    writer.end(item);
  }

  private static void writeDetails(Span span, ProtoWriter writer) {
    SpanDetails details = span.details;
    if (details == null) {
      return;
    }
    count(writer, Fields.Span.DROPPED_ATTRIBUTES_COUNT, details.droppedAttributes);
    writer.writeRaw(details.writer.array(), 0, details.writer.size());
    count(writer, Fields.Span.DROPPED_EVENTS_COUNT, details.droppedEvents);
    count(writer, Fields.Span.DROPPED_LINKS_COUNT, details.droppedLinks);
  }

  private static void writeStatus(Span span, ProtoWriter writer) {
    int code = span.status();
    if (code == 0) {
      return;
    }
    int status = writer.begin(Fields.Span.STATUS);
    String description = span.statusDescription();
    if (description != null && !description.isEmpty()) {
      writer.string(Fields.Status.MESSAGE, description);
    }
    writer.varint(Fields.Status.CODE, code);
    writer.end(status);
  }

  private static void count(ProtoWriter writer, int field, int dropped) {
    if (dropped > 0) {
      writer.varint(field, dropped);
    }
  }

  static int flags(int traceFlags, boolean isRemote) {
    return (traceFlags & 0xff) | HAS_IS_REMOTE | (isRemote ? IS_REMOTE : 0);
  }
}
