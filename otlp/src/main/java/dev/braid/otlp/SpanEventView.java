/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** A flyweight over a Span.Event. See {@link MessageView}. */
public final class SpanEventView extends MessageView {
  private final BytesView name = new BytesView();
  private final AttributesView attributes = new AttributesView();
  private long timeUnixNano;
  private long droppedAttributesCount;

  @Override
  void clear() {
    timeUnixNano = 0;
    name.clear();
    attributes.clear();
    droppedAttributesCount = 0;
  }

  @Override
  void read(ProtoReader field) {
    switch (field.tag()) {
      case Fields.Event.TIME_UNIX_NANO << 3 | WireType.FIXED64:
        timeUnixNano = field.value();
        break;
      case Fields.Event.NAME << 3 | WireType.LEN:
        name.wrap(array, field);
        break;
      case Fields.Event.ATTRIBUTES << 3 | WireType.LEN:
        attributes.include(array, field);
        break;
      case Fields.Event.DROPPED_ATTRIBUTES_COUNT << 3 | WireType.VARINT:
        droppedAttributesCount = field.value();
        break;
      default:
    }
  }

  public long timeUnixNano() {
    return timeUnixNano;
  }

  public BytesView name() {
    return name;
  }

  public AttributesView attributes() {
    return attributes;
  }

  public long droppedAttributesCount() {
    return droppedAttributesCount;
  }
}
