/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** A flyweight over a Span. See {@link MessageView}. */
public final class SpanView extends MessageView {
  private final BytesView traceId = new BytesView();
  private final BytesView spanId = new BytesView();
  private final BytesView traceState = new BytesView();
  private final BytesView parentSpanId = new BytesView();
  private final BytesView name = new BytesView();
  private final AttributesView attributes = new AttributesView();
  private int kind;
  private long startTimeUnixNano;
  private long endTimeUnixNano;
  private long droppedAttributesCount;
  private long droppedEventsCount;
  private long droppedLinksCount;
  private int flags;
  private final ProtoReader eventReader = new ProtoReader();
  private final SpanEventView event = new SpanEventView();
  private int eventFrom;
  private int eventTo;
  private final ProtoReader linkReader = new ProtoReader();
  private final SpanLinkView link = new SpanLinkView();
  private int linkFrom;
  private int linkTo;
  private final ProtoReader status = new ProtoReader();
  private final BytesView statusMessage = new BytesView();
  private int statusCode;

  @Override
  void clear() {
    traceId.clear();
    spanId.clear();
    traceState.clear();
    parentSpanId.clear();
    name.clear();
    kind = 0;
    startTimeUnixNano = 0;
    endTimeUnixNano = 0;
    attributes.clear();
    droppedAttributesCount = 0;
    droppedEventsCount = 0;
    droppedLinksCount = 0;
    flags = 0;
    eventFrom = 0;
    eventTo = 0;
    eventReader.reset(array, 0, 0);
    linkFrom = 0;
    linkTo = 0;
    linkReader.reset(array, 0, 0);
    statusMessage.clear();
    statusCode = 0;
  }

  @Override
  void read(ProtoReader field) {
    switch (field.tag()) {
      case Fields.Span.TRACE_ID << 3 | WireType.LEN:
        traceId.wrap(array, field);
        break;
      case Fields.Span.SPAN_ID << 3 | WireType.LEN:
        spanId.wrap(array, field);
        break;
      case Fields.Span.TRACE_STATE << 3 | WireType.LEN:
        traceState.wrap(array, field);
        break;
      case Fields.Span.PARENT_SPAN_ID << 3 | WireType.LEN:
        parentSpanId.wrap(array, field);
        break;
      case Fields.Span.NAME << 3 | WireType.LEN:
        name.wrap(array, field);
        break;
      case Fields.Span.KIND << 3 | WireType.VARINT:
        kind = field.intValue();
        break;
      case Fields.Span.START_TIME_UNIX_NANO << 3 | WireType.FIXED64:
        startTimeUnixNano = field.value();
        break;
      case Fields.Span.END_TIME_UNIX_NANO << 3 | WireType.FIXED64:
        endTimeUnixNano = field.value();
        break;
      case Fields.Span.ATTRIBUTES << 3 | WireType.LEN:
        attributes.include(array, field);
        break;
      case Fields.Span.DROPPED_ATTRIBUTES_COUNT << 3 | WireType.VARINT:
        droppedAttributesCount = field.value();
        break;
      case Fields.Span.DROPPED_EVENTS_COUNT << 3 | WireType.VARINT:
        droppedEventsCount = field.value();
        break;
      case Fields.Span.DROPPED_LINKS_COUNT << 3 | WireType.VARINT:
        droppedLinksCount = field.value();
        break;
      case Fields.Span.FLAGS << 3 | WireType.FIXED32:
        flags = field.intValue();
        break;
      case Fields.Span.EVENTS << 3 | WireType.LEN:
        eventFrom = eventTo == 0 ? field.fieldStart() : eventFrom;
        eventTo = field.position();
        eventReader.reset(array, eventFrom, eventTo);
        break;
      case Fields.Span.LINKS << 3 | WireType.LEN:
        linkFrom = linkTo == 0 ? field.fieldStart() : linkFrom;
        linkTo = field.position();
        linkReader.reset(array, linkFrom, linkTo);
        break;
      case Fields.Span.STATUS << 3 | WireType.LEN:
        readStatus(field);
        break;
      default:
    }
  }

  /** Sixteen bytes, or empty. */
  public BytesView traceId() {
    return traceId;
  }

  /** Eight bytes, or empty. */
  public BytesView spanId() {
    return spanId;
  }

  public BytesView traceState() {
    return traceState;
  }

  /** Eight bytes; empty on a root span. */
  public BytesView parentSpanId() {
    return parentSpanId;
  }

  public BytesView name() {
    return name;
  }

  /** 0 unspecified, 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  public int kind() {
    return kind;
  }

  public long startTimeUnixNano() {
    return startTimeUnixNano;
  }

  public long endTimeUnixNano() {
    return endTimeUnixNano;
  }

  public AttributesView attributes() {
    return attributes;
  }

  public long droppedAttributesCount() {
    return droppedAttributesCount;
  }

  public long droppedEventsCount() {
    return droppedEventsCount;
  }

  public long droppedLinksCount() {
    return droppedLinksCount;
  }

  /** W3C trace flags in the low byte; bits 8 and 9 tell whether the parent is remote. */
  public int flags() {
    return flags;
  }

  /** Moves {@link #event()} to the next one; false after the last. Events keep their order. */
  public boolean nextEvent() {
    while (eventReader.next()) {
      if (eventReader.tag() == (Fields.Span.EVENTS << 3 | WireType.LEN)) {
        event.wrap(array, eventReader);
        return true;
      }
    }
    return false;
  }

  /** The one that {@link #nextEvent()} moved to. */
  public SpanEventView event() {
    return event;
  }

  /** Back to before the first one. */
  public void rewindEvents() {
    eventReader.reset(array, eventFrom, eventTo);
  }

  /** Moves {@link #link()} to the next one; false after the last. Links keep their order. */
  public boolean nextLink() {
    while (linkReader.next()) {
      if (linkReader.tag() == (Fields.Span.LINKS << 3 | WireType.LEN)) {
        link.wrap(array, linkReader);
        return true;
      }
    }
    return false;
  }

  /** The one that {@link #nextLink()} moved to. */
  public SpanLinkView link() {
    return link;
  }

  /** Back to before the first one. */
  public void rewindLinks() {
    linkReader.reset(array, linkFrom, linkTo);
  }

  private void readStatus(ProtoReader field) {
    status.reset(array, field.offset(), field.offset() + field.length());
    while (status.next()) {
      if (status.tag() == (Fields.Status.MESSAGE << 3 | WireType.LEN)) {
        statusMessage.wrap(array, status);
      } else if (status.tag() == (Fields.Status.CODE << 3 | WireType.VARINT)) {
        statusCode = status.intValue();
      }
    }
  }

  /** 0 unset, 1 ok, 2 error. */
  public int statusCode() {
    return statusCode;
  }

  public BytesView statusMessage() {
    return statusMessage;
  }

  /** End minus start, at least 0. */
  public long durationNanos() {
    return Math.max(0, endTimeUnixNano - startTimeUnixNano);
  }
}
