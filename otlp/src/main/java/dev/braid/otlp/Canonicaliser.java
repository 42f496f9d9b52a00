/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites a request that the validator has found sound but odd into the form that protobuf's own
 * encoder would give it: fields by number, minimal varints, singular fields once, numbers packed,
 * defaults left out, unknown fields last. Slow and rarely used.
 */
final class Canonicaliser {
  private final ProtoWriter writer;

  private Canonicaliser(ProtoWriter writer) {
    this.writer = writer;
  }

  static byte[] rewrite(MessageType type, byte[] array, int offset, int length) {
    ProtoWriter writer = new ProtoWriter(length, ProtoWriter.MAX_BYTES);
    new Canonicaliser(writer).message(type, array, offset, offset + length);
    return writer.toByteArray();
  }

  /** The number that a decoder of {@code kind} makes of a varint, as it would encode it. */
  static long varint(FieldType.Kind kind, long value) {
    switch (kind) {
      case BOOL:
        return value == 0 ? 0 : 1;
      case UINT32:
      case SINT32:
        return value & 0xffffffffL;
      case INT32:
      case ENUM:
        return (int) value;
      default:
        return value;
    }
  }

  private void message(MessageType type, byte[] array, int from, int to) {
    ProtoReader reader = new ProtoReader();
    int[] counts = new int[MessageType.MAX_FIELD + 1];
    int[] firsts = new int[MessageType.MAX_FIELD + 1];
    survey(type, reader.reset(array, from, to), counts, firsts);
    for (int number = 1; number < counts.length; number++) {
      FieldType field = type.field(number);
      if (field == null || counts[number] == 0) {
        continue;
      }
      reader.reset(array, firsts[number], to);
      if (field.isPacked) {
        packed(field, reader, array);
      } else if (field.isRepeated) {
        repeated(field, reader, array);
      } else if (field.message != null && counts[number] > 1) {
        merged(field, field.message, reader, array);
      } else {
        last(field, reader, array);
      }
    }
    unknown(type, reader.reset(array, from, to), array);
  }

  /** Counts each known field and notes its first place; a oneof forgets all but its last member. */
  private static void survey(MessageType type, ProtoReader reader, int[] counts, int[] firsts) {
    int member = 0;
    while (reader.next()) {
      FieldType field = type.field(reader.field());
      if (field == null) {
        continue;
      }
      int number = field.number;
      if (field.presence == FieldType.Presence.ONEOF && member != number) {
        counts[member] = 0;
        counts[number] = 0;
        member = number;
      }
      if (counts[number]++ == 0) {
        firsts[number] = reader.fieldStart();
      }
    }
  }

  private void last(FieldType field, ProtoReader reader, byte[] array) {
    int at = 0;
    int to = reader.position();
    while (reader.next()) {
      if (reader.field() == field.number) {
        at = reader.fieldStart();
        to = reader.position();
      }
    }
    reader.reset(array, at, to).next();
    if (field.presence != FieldType.Presence.SINGULAR || !isDefault(reader)) {
      write(field, reader, array);
    }
  }

  private static boolean isDefault(ProtoReader at) {
    return at.wireType() == WireType.LEN ? at.length() == 0 : at.value() == 0;
  }

  private void repeated(FieldType field, ProtoReader reader, byte[] array) {
    while (reader.next()) {
      if (reader.field() == field.number) {
        write(field, reader, array);
      }
    }
  }

  /** Protobuf merges a message that comes in pieces, and so does concatenation of the pieces. */
  private void merged(FieldType field, MessageType type, ProtoReader reader, byte[] array) {
    ProtoWriter pieces = new ProtoWriter(256, ProtoWriter.MAX_BYTES);
    while (reader.next()) {
      if (reader.field() == field.number) {
        pieces.writeRaw(array, reader.offset(), reader.length());
      }
    }
    nested(field, type, pieces.array(), 0, pieces.size());
  }

  private void packed(FieldType field, ProtoReader reader, byte[] array) {
    int start = writer.size();
    int mark = writer.begin(field.number);
    int empty = writer.size();
    ProtoReader elements = new ProtoReader();
    while (reader.next()) {
      if (reader.field() != field.number) {
        continue;
      }
      if (reader.wireType() != WireType.LEN) {
        number(field, reader.value());
      } else if (field.wireType == WireType.FIXED64) {
        writer.writeRaw(array, reader.offset(), reader.length());
      } else {
        elements.reset(array, reader.offset(), reader.offset() + reader.length());
        while (elements.hasMore()) {
          number(field, elements.varint());
        }
      }
    }
    if (writer.size() == empty) {
      writer.truncate(start);
    } else {
      writer.end(mark);
    }
  }

  private void number(FieldType field, long value) {
    if (field.wireType == WireType.FIXED64) {
      writer.writeFixed64(value);
    } else {
      writer.writeVarint(varint(field.kind, value));
    }
  }

  private void write(FieldType field, ProtoReader at, byte[] array) {
    switch (at.wireType()) {
      case WireType.VARINT:
        writer.varint(field.number, varint(field.kind, at.value()));
        break;
      case WireType.FIXED64:
        writer.fixed64(field.number, at.value());
        break;
      case WireType.FIXED32:
        writer.fixed32(field.number, at.intValue());
        break;
      default:
        nested(field, field.message, array, at.offset(), at.length());
    }
  }

  private void nested(
      FieldType field, @Nullable MessageType type, byte[] array, int offset, int length) {
    if (type != null) {
      int mark = writer.begin(field.number);
      message(type, array, offset, offset + length);
      writer.end(mark);
    } else if (field.kind == FieldType.Kind.STRING
        && !Utf8Check.isValid(array, offset, offset + length)) {
      byte[] range = Arrays.copyOfRange(array, offset, offset + length);
      writer.bytes(
          field.number, new String(range, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
    } else {
      writer.bytes(field.number, array, offset, length);
    }
  }

  private void unknown(MessageType type, ProtoReader reader, byte[] array) {
    while (reader.next()) {
      if (type.field(reader.field()) != null) {
        continue;
      }
      switch (reader.wireType()) {
        case WireType.VARINT:
          writer.varint(reader.field(), reader.value());
          break;
        case WireType.FIXED64:
          writer.fixed64(reader.field(), reader.value());
          break;
        case WireType.FIXED32:
          writer.fixed32(reader.field(), reader.intValue());
          break;
        default:
          writer.bytes(reader.field(), array, reader.offset(), reader.length());
      }
    }
  }
}
