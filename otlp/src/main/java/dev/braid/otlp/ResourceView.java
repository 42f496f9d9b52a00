/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** A flyweight over a Resource and the schema URL beside it. See {@link MessageView}. */
public final class ResourceView extends MessageView {
  private final AttributesView attributes = new AttributesView();
  private long droppedAttributesCount;
  private final BytesView schemaUrl = new BytesView();

  @Override
  void clear() {
    attributes.clear();
    droppedAttributesCount = 0;
    schemaUrl.clear();
  }

  @Override
  void read(ProtoReader field) {
    switch (field.tag()) {
      case Fields.Resource.ATTRIBUTES << 3 | WireType.LEN:
        attributes.include(array, field);
        break;
      case Fields.Resource.DROPPED_ATTRIBUTES_COUNT << 3 | WireType.VARINT:
        droppedAttributesCount = field.value();
        break;
      default:
    }
  }

  public AttributesView attributes() {
    return attributes;
  }

  public long droppedAttributesCount() {
    return droppedAttributesCount;
  }

  /** The schema URL; empty if none, or if this view was wrapped over a Resource alone. */
  public BytesView schemaUrl() {
    return schemaUrl;
  }
}
