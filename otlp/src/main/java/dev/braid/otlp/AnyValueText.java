/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The text form of AnyValue. Depth is bounded by {@link OtlpValidator}, and here again. */
final class AnyValueText {
  /** Below this, values render as null: only bytes that skipped the validator get here. */
  private static final int MAX_DEPTH = 100;

  private AnyValueText() {}

  static void append(byte[] array, int offset, int length, StringBuilder target) {
    ProtoReader last = lastField(array, offset, length);
    switch (AnyValueView.kindOf(last)) {
      case EMPTY:
        break;
      case STRING:
        target.append(utf8(array, last));
        break;
      case BYTES:
        target.append(base64(array, last));
        break;
      case DOUBLE:
        appendDouble(last.doubleValue(), target);
        break;
      default:
        appendJson(array, offset, length, target);
    }
  }

  static void appendJson(byte[] array, int offset, int length, StringBuilder target) {
    appendJson(array, offset, length, target, 0);
  }

  private static void appendJson(
      byte[] array, int offset, int length, StringBuilder target, int depth) {
    ProtoReader value = lastField(array, offset, length);
    switch (AnyValueView.kindOf(value)) {
      case STRING:
        JsonText.quote(utf8(array, value), target);
        break;
      case BYTES:
        target.append('"').append(base64(array, value)).append('"');
        break;
      case BOOL:
        target.append(value.value() != 0);
        break;
      case INT:
        target.append(value.value());
        break;
      case DOUBLE:
        appendJsonDouble(value.doubleValue(), target);
        break;
      case ARRAY:
        appendArray(array, value, target, depth);
        break;
      case KVLIST:
        appendMap(array, value, target, depth);
        break;
      default:
        target.append("null");
    }
  }

  private static void appendArray(byte[] array, ProtoReader list, StringBuilder target, int depth) {
    ProtoReader elements =
        new ProtoReader().reset(array, list.offset(), list.offset() + list.length());
    target.append('[');
    boolean first = true;
    while (elements.next()) {
      if (elements.field() == Fields.AnyValue.VALUES && elements.wireType() == WireType.LEN) {
        first = separate(first, target);
        appendNested(array, elements.offset(), elements.length(), target, depth);
      }
    }
    target.append(']');
  }

  private static void appendMap(byte[] array, ProtoReader list, StringBuilder target, int depth) {
    AttributesView entries = new AttributesView();
    entries.wrap(array, list.offset(), list.length(), Fields.AnyValue.VALUES);
    target.append('{');
    boolean first = true;
    while (entries.next()) {
      first = separate(first, target);
      JsonText.quote(entries.key().toString(), target);
      target.append(':');
      AnyValueView value = entries.value();
      appendNested(value.array(), value.offset(), value.length(), target, depth);
    }
    target.append('}');
  }

  private static void appendNested(
      byte[] array, int offset, int length, StringBuilder target, int depth) {
    if (depth >= MAX_DEPTH) {
      target.append("null");
    } else {
      appendJson(array, offset, length, target, depth + 1);
    }
  }

  private static boolean separate(boolean first, StringBuilder target) {
    if (!first) {
      target.append(',');
    }
    return false;
  }

  /** A reader that stands on the last known field: the one that a oneof keeps. */
  private static ProtoReader lastField(byte[] array, int offset, int length) {
    ProtoReader reader = new ProtoReader().reset(array, offset, offset + length);
    int last = -1;
    while (reader.next()) {
      if (AnyValueView.kindOf(reader) != AnyValueView.Kind.EMPTY) {
        last = reader.fieldStart();
      }
    }
    ProtoReader result = new ProtoReader();
    if (last >= 0) {
      result.reset(array, last, offset + length).next();
    }
    return result;
  }

  private static void appendDouble(double value, StringBuilder target) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      target.append(JsonText.special(value));
    } else {
      appendJsonDouble(value, target);
    }
  }

  private static void appendJsonDouble(double value, StringBuilder target) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      target.append('"').append(JsonText.special(value)).append('"');
    } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      target.append((long) value);
    } else {
      target.append(value);
    }
  }

  private static String utf8(byte[] array, ProtoReader at) {
    return new String(array, at.offset(), at.length(), StandardCharsets.UTF_8);
  }

  private static String base64(byte[] array, ProtoReader at) {
    byte[] bytes = new byte[at.length()];
    System.arraycopy(array, at.offset(), bytes, 0, bytes.length);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
