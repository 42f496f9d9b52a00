/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link Schema} says about one message. Built once, then only read. */
final class MessageType {
  /** Field numbers of OTLP end at 16; larger ones are unknown. */
  static final int MAX_FIELD = 16;

  private static final String[] NO_NAMES = {};

  final String name;

  /** Whether it counts as an item: a span, a log record or a data point. */
  boolean isItem;

  /** Whether its repeated fields lead to items, so that the limit of items bounds them. */
  boolean holdsItems;

  /** Whether it is an attribute, the message that comes most. */
  boolean isAttribute;

  /** Fields by their tag on the wire, as far as that is one byte: up to number 15. */
  final @Nullable FieldType[] byTag = new @Nullable FieldType[128];

  private final @Nullable FieldType[] byNumber = new @Nullable FieldType[MAX_FIELD + 1];
  private final Map<String, FieldType> byName = new HashMap<>();

  MessageType(String name) {
    this.name = name;
  }

  MessageType item() {
    isItem = true;
    return this;
  }

  MessageType holdingItems() {
    holdsItems = true;
    return this;
  }

  MessageType attribute() {
    isAttribute = true;
    return this;
  }

  MessageType one(int number, String field, FieldType.Kind kind) {
    return add(number, field, kind, FieldType.Presence.SINGULAR);
  }

  MessageType optional(int number, String field, FieldType.Kind kind) {
    return add(number, field, kind, FieldType.Presence.EXPLICIT);
  }

  MessageType oneof(int number, String field, FieldType.Kind kind) {
    return add(number, field, kind, FieldType.Presence.ONEOF);
  }

  MessageType many(int number, String field, FieldType.Kind kind) {
    return add(number, field, kind, FieldType.Presence.REPEATED);
  }

  MessageType one(int number, String field, MessageType type) {
    return add(message(number, field, FieldType.Presence.EXPLICIT, type));
  }

  MessageType oneof(int number, String field, MessageType type) {
    return add(message(number, field, FieldType.Presence.ONEOF, type));
  }

  MessageType many(int number, String field, MessageType type) {
    return add(message(number, field, FieldType.Presence.REPEATED, type));
  }

  /** {@code names} by number; a number that is not in use is null there. */
  MessageType enumeration(int number, String field, String[] names) {
    return add(
        new FieldType(
            number, field, FieldType.Kind.ENUM, FieldType.Presence.SINGULAR, null, names));
  }

  private static FieldType message(
      int number, String field, FieldType.Presence presence, MessageType type) {
    return new FieldType(number, field, FieldType.Kind.MESSAGE, presence, type, NO_NAMES);
  }

  private MessageType add(
      int number, String field, FieldType.Kind kind, FieldType.Presence presence) {
    return add(new FieldType(number, field, kind, presence, null, NO_NAMES));
  }

  private MessageType add(FieldType field) {
    byNumber[field.number] = field;
    if (field.number << 3 < byTag.length) {
      byTag[field.number << 3 | field.wireType] = field;
    }
    byName.put(field.protoName, field);
    byName.put(field.jsonName, field);
    return this;
  }

  @Nullable FieldType field(int number) {
    return number <= MAX_FIELD ? byNumber[number] : null;
  }

  /** The field of that lowerCamelCase or original name. */
  @Nullable FieldType field(String jsonOrProtoName) {
    return byName.get(jsonOrProtoName);
  }
}
