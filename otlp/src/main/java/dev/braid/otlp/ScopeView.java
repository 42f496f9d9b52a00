/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/**
 * A flyweight over an InstrumentationScope and the schema URL beside it. See {@link MessageView}.
 */
public final class ScopeView extends MessageView {
  private final BytesView name = new BytesView();
  private final BytesView version = new BytesView();
  private final AttributesView attributes = new AttributesView();
  private long droppedAttributesCount;
  private final BytesView schemaUrl = new BytesView();

  @Override
  void clear() {
    name.clear();
    version.clear();
    attributes.clear();
    droppedAttributesCount = 0;
    schemaUrl.clear();
  }

  @Override
  void read(ProtoReader field) {
    switch (field.tag()) {
      case Fields.Scope.NAME << 3 | WireType.LEN:
        name.wrap(array, field);
        break;
      case Fields.Scope.VERSION << 3 | WireType.LEN:
        version.wrap(array, field);
        break;
      case Fields.Scope.ATTRIBUTES << 3 | WireType.LEN:
        attributes.include(array, field);
        break;
      case Fields.Scope.DROPPED_ATTRIBUTES_COUNT << 3 | WireType.VARINT:
        droppedAttributesCount = field.value();
        break;
      default:
    }
  }

  public BytesView name() {
    return name;
  }

  public BytesView version() {
    return version;
  }

  public AttributesView attributes() {
    return attributes;
  }

  public long droppedAttributesCount() {
    return droppedAttributesCount;
  }

  /** The schema URL; empty if none, or if this view was wrapped over a scope alone. */
  public BytesView schemaUrl() {
    return schemaUrl;
  }
}
