/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** A flyweight over a Span.Link. See {@link MessageView}. */
public final class SpanLinkView extends MessageView {
  private final BytesView traceId = new BytesView();
  private final BytesView spanId = new BytesView();
  private final BytesView traceState = new BytesView();
  private final AttributesView attributes = new AttributesView();
  private long droppedAttributesCount;
  private int flags;

  @Override
  void clear() {
    traceId.clear();
    spanId.clear();
    traceState.clear();
    attributes.clear();
    droppedAttributesCount = 0;
    flags = 0;
  }

  @Override
  void read(ProtoReader field) {
    switch (field.tag()) {
      case Fields.Link.TRACE_ID << 3 | WireType.LEN:
        traceId.wrap(array, field);
        break;
      case Fields.Link.SPAN_ID << 3 | WireType.LEN:
        spanId.wrap(array, field);
        break;
      case Fields.Link.TRACE_STATE << 3 | WireType.LEN:
        traceState.wrap(array, field);
        break;
      case Fields.Link.ATTRIBUTES << 3 | WireType.LEN:
        attributes.include(array, field);
        break;
      case Fields.Link.DROPPED_ATTRIBUTES_COUNT << 3 | WireType.VARINT:
        droppedAttributesCount = field.value();
        break;
      case Fields.Link.FLAGS << 3 | WireType.FIXED32:
        flags = field.intValue();
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

  public AttributesView attributes() {
    return attributes;
  }

  public long droppedAttributesCount() {
    return droppedAttributesCount;
  }

  public int flags() {
    return flags;
  }
}
