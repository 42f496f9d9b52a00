/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import org.jspecify.annotations.Nullable;

/**
 * What few spans have: events and links, encoded as they come, and what tells of a failure.
 * Single-threaded.
 */
final class SpanDetails {
  private static final int MAX_BYTES = 256 << 10; // half of what the ring takes as one item

  final ProtoWriter writer = new ProtoWriter(1024, MAX_BYTES);
  @Nullable String statusDescription;
  int droppedAttributes;
  int droppedEvents;
  int droppedLinks;
  private int events;
  private int links;

  void event(SpanLimits limits, String name, long epochNanos, @Nullable Object[] keysAndValues) {
    int before = writer.size();
    if (events >= limits.events) {
      droppedEvents++;
      return;
    }
    int event = writer.begin(Fields.Span.EVENTS, 2);
    writer.fixed64(Fields.Event.TIME_UNIX_NANO, epochNanos);
    writer.string(Fields.Event.NAME, name);
    int dropped = AttributeEncoder.writeAll(writer, Fields.Event.ATTRIBUTES, keysAndValues, limits);
    if (dropped > 0) {
      writer.varint(Fields.Event.DROPPED_ATTRIBUTES_COUNT, dropped);
    }
    writer.end(event);
    if (writer.isOverflown()) {
      writer.truncate(before);
      droppedEvents++;
      return;
    }
    events++;
  }

  void link(SpanLimits limits, Span target, @Nullable Object[] keysAndValues) {
    int before = writer.size();
    if (links >= limits.links) {
      droppedLinks++;
      return;
    }
    int link = writer.begin(Fields.Span.LINKS);
    writer.traceId(Fields.Link.TRACE_ID, target.traceIdHigh(), target.traceIdLow());
    writer.spanId(Fields.Link.SPAN_ID, target.spanId());
    String state = target.traceState();
    if (state != null) {
      writer.string(Fields.Link.TRACE_STATE, state);
    }
    int dropped = AttributeEncoder.writeAll(writer, Fields.Link.ATTRIBUTES, keysAndValues, limits);
    if (dropped > 0) {
      writer.varint(Fields.Link.DROPPED_ATTRIBUTES_COUNT, dropped);
    }
    writer.fixed32(Fields.Link.FLAGS, SpanEncoder.flags(target.flags(), target.isRemote()));
    writer.end(link);
    if (writer.isOverflown()) {
      writer.truncate(before);
      droppedLinks++;
      return;
    }
    links++;
  }
}
