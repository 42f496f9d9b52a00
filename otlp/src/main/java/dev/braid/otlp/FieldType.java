/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import org.jspecify.annotations.Nullable;

/** What {@link Schema} says about one field of a message. Immutable once the schema is built. */
final class FieldType {
  /** How a value is encoded. */
  enum Kind {
    MESSAGE(WireType.LEN),
    STRING(WireType.LEN),
    BYTES(WireType.LEN),
    TRACE_ID(WireType.LEN),
    SPAN_ID(WireType.LEN),
    BOOL(WireType.VARINT),
    ENUM(WireType.VARINT),
    INT32(WireType.VARINT),
    UINT32(WireType.VARINT),
    SINT32(WireType.VARINT),
    INT64(WireType.VARINT),
    UINT64(WireType.VARINT),
    FIXED32(WireType.FIXED32),
    FIXED64(WireType.FIXED64),
    SFIXED64(WireType.FIXED64),
    DOUBLE(WireType.FIXED64);

    final int wireType;

    Kind(int wireType) {
      this.wireType = wireType;
    }
  }

  /** How often a field may come, and what the last one means. */
  enum Presence {
    /** At most one; proto3 leaves the default value out. */
    SINGULAR,
    /** At most one, told apart from the default value ("optional", and all messages). */
    EXPLICIT,
    /** One of the message's fields with this mark. */
    ONEOF,
    REPEATED
  }

  final int number;
  final String protoName;
  final String jsonName;
  final Kind kind;
  final Presence presence;
  final @Nullable MessageType message;
  final String[] enumNames;

  // What the validator asks of every field on the wire, computed once.
  final int wireType;
  final boolean isRepeated;
  final boolean isAttribute;

  /** Whether elements share one length-delimited field: repeated numbers. */
  final boolean isPacked;

  /** The bit that tells a second coming of a field that should come once; 0 if it may. */
  final int onceBit;

  FieldType(
      int number,
      String protoName,
      Kind kind,
      Presence presence,
      @Nullable MessageType message,
      String[] enumNames) {
    this.number = number;
    this.protoName = protoName;
    this.jsonName = camelCase(protoName);
    this.kind = kind;
    this.presence = presence;
    this.message = message;
    this.enumNames = enumNames;
    this.wireType = kind.wireType;
    this.isAttribute = message != null && message.isAttribute;
    this.isRepeated = presence == Presence.REPEATED;
    this.isPacked = isRepeated && wireType != WireType.LEN;
    boolean comesOnce = !isRepeated || isPacked;
    this.onceBit = !comesOnce ? 0 : presence == Presence.ONEOF ? 1 : 1 << number;
  }

  static String camelCase(String name) {
    StringBuilder result = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char character = name.charAt(i);
      boolean follows = i > 0 && name.charAt(i - 1) == '_';
      if (character != '_') {
        result.append(follows ? Character.toUpperCase(character) : character);
      }
    }
    return result.toString();
  }
}
