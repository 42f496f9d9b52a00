/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes canonical protobuf bytes as OTLP/JSON: lowerCamelCase names, hex ids, 64-bit integers as
 * strings, enum values as numbers.
 */
final class ProtoToJson {
  private ProtoToJson() {}

  static void append(MessageType type, byte[] array, int offset, int length, StringBuilder target) {
    int to = offset + length;
    ProtoReader reader = new ProtoReader();
    int[] firsts = new int[MessageType.MAX_FIELD + 1];
    Arrays.fill(firsts, -1);
    reader.reset(array, offset, to);
    while (reader.next()) {
      if (type.field(reader.field()) != null && firsts[reader.field()] < 0) {
        firsts[reader.field()] = reader.fieldStart();
      }
    }
    char separator = '{';
    for (int number = 1; number < firsts.length; number++) {
      FieldType field = type.field(number);
      if (field != null && firsts[number] >= 0) {
        target.append(separator).append('"').append(field.jsonName).append("\":");
        appendField(field, reader.reset(array, firsts[number], to), array, target);
        separator = ',';
      }
    }
    target.append(separator == '{' ? "{}" : "}");
  }

  private static void appendField(
      FieldType field, ProtoReader reader, byte[] array, StringBuilder target) {
    if (!field.isRepeated) {
      reader.next();
      appendValue(field, reader, array, target);
      return;
    }
    char separator = '[';
    while (reader.next()) {
      if (reader.field() != field.number) {
        continue;
      }
      target.append(separator);
      separator = ',';
      if (field.isPacked) {
        appendPacked(field, reader, array, target);
      } else {
        appendValue(field, reader, array, target);
      }
    }
    target.append(']');
  }

  private static void appendPacked(
      FieldType field, ProtoReader at, byte[] array, StringBuilder target) {
    ProtoReader elements = new ProtoReader().reset(array, at.offset(), at.offset() + at.length());
    boolean first = true;
    while (elements.hasMore()) {
      if (!first) {
        target.append(',');
      }
      first = false;
      boolean isVarint = field.wireType == WireType.VARINT;
      appendNumber(field, isVarint ? elements.varint() : elements.fixed64(), target);
    }
  }

  private static void appendValue(
      FieldType field, ProtoReader at, byte[] array, StringBuilder target) {
    if (at.wireType() != WireType.LEN) {
      appendNumber(field, at.value(), target);
      return;
    }
    MessageType message = field.message;
    if (message != null) {
      append(message, array, at.offset(), at.length(), target);
      return;
    }
    switch (field.kind) {
      case STRING:
        JsonText.quote(new String(array, at.offset(), at.length(), StandardCharsets.UTF_8), target);
        break;
      case BYTES:
        byte[] content = Arrays.copyOfRange(array, at.offset(), at.offset() + at.length());
        target.append('"').append(Base64.getEncoder().encodeToString(content)).append('"');
        break;
      default:
        target.append('"');
        Hex.append(array, at.offset(), at.length(), target);
        target.append('"');
    }
  }

  private static void appendNumber(FieldType field, long value, StringBuilder target) {
    switch (field.kind) {
      case BOOL:
        target.append(value != 0);
        break;
      case DOUBLE:
        double number = Double.longBitsToDouble(value);
        boolean isSpecial = Double.isNaN(number) || Double.isInfinite(number);
        target.append(isSpecial ? "\"" + JsonText.special(number) + '"' : Double.toString(number));
        break;
      case INT64:
      case SFIXED64:
        target.append('"').append(value).append('"');
        break;
      case UINT64:
      case FIXED64:
        target.append('"').append(Long.toUnsignedString(value)).append('"');
        break;
      case SINT32:
        target.append(ProtoReader.zigZag(value));
        break;
      case INT32:
      case ENUM:
        target.append((int) value);
        break;
      default:
        target.append(value);
    }
  }
}
