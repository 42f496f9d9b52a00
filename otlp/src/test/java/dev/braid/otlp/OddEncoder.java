/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Encodes messages in ways that no encoder would choose and every decoder must understand: fields
 * in any order, overlong varints, messages in pieces, scalars twice, numbers not packed.
 */
final class OddEncoder {
  private final Random random;

  OddEncoder(Random random) {
    this.random = random;
  }

  byte[] encode(MessageType type, Message message) {
    List<byte[]> fields = new ArrayList<>();
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      if (field.isRepeated()) {
        fields.add(repeated(type, field, (List<?>) entry.getValue()));
      } else if (random.nextInt(4) == 0) {
        fields.add(twice(type, field, entry.getValue()));
      } else {
        fields.add(one(type, field, entry.getValue()));
      }
    }
    Collections.shuffle(fields, random);
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    fields.forEach(result::writeBytes);
    return result.toByteArray();
  }

  private byte[] repeated(MessageType type, FieldDescriptor field, List<?> values) {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    for (Object value : values) {
      result.writeBytes(one(type, field, value));
    }
    return result.toByteArray();
  }

  private byte[] twice(MessageType type, FieldDescriptor field, Object value) {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    result.writeBytes(one(type, field, value));
    result.writeBytes(one(type, field, value));
    return result.toByteArray();
  }

  private byte[] one(MessageType type, FieldDescriptor field, Object value) {
    FieldType ours = requireNonNull(type.field(field.getNumber()));
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    int wireType = ours.kind.wireType;
    varint((long) field.getNumber() << 3 | wireType, result);
    if (wireType == WireType.LEN) {
      byte[] content = content(ours, value);
      varint(content.length, result);
      result.writeBytes(content);
    } else if (wireType == WireType.VARINT) {
      varint(number(ours, value), result);
    } else {
      long bits = bits(value);
      for (int i = 0; i < (wireType == WireType.FIXED64 ? 8 : 4); i++) {
        result.write((int) (bits >>> 8 * i));
      }
    }
    return result.toByteArray();
  }

  private byte[] content(FieldType field, Object value) {
    if (value instanceof ByteString) {
      return ((ByteString) value).toByteArray();
    }
    if (value instanceof String) {
      return ByteString.copyFromUtf8((String) value).toByteArray();
    }
    return encode(requireNonNull(field.message), (Message) value);
  }

  private static long number(FieldType field, Object value) {
    if (value instanceof Boolean) {
      return (Boolean) value ? 17 : 0;
    }
    if (value instanceof EnumValueDescriptor) {
      return ((EnumValueDescriptor) value).getNumber();
    }
    long number = ((Number) value).longValue();
    return field.kind == FieldType.Kind.SINT32 ? number << 1 ^ number >> 63 : number;
  }

  private static long bits(Object value) {
    return value instanceof Double
        ? Double.doubleToRawLongBits((Double) value)
        : ((Number) value).longValue();
  }

  private void varint(long value, ByteArrayOutputStream target) {
    int padding = random.nextInt(8) == 0 ? random.nextInt(3) : 0;
    int size = Math.min(10, ProtoWriter.varintSize(value) + padding);
    // A tag may take five bytes at most.
    size = Math.max(ProtoWriter.varintSize(value), Math.min(size, 5));
    for (int i = 0; i < size; i++) {
      long low = 7 * i < 64 ? value >>> 7 * i & 0x7f : 0;
      target.write((int) low | (i + 1 < size ? 0x80 : 0));
    }
  }
}
