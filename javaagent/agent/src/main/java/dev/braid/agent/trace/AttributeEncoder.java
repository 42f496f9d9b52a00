/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes attributes whose type is known at run time only. Stateless. */
public final class AttributeEncoder {
  private AttributeEncoder() {}

  /** Writes keys and values in turn; returns how many were over the limit. */
  public static int writeAll(
      ProtoWriter writer, int field, @Nullable Object[] keysAndValues, SpanLimits limits) {
    return writeAll(writer, field, keysAndValues, limits, 0);
  }

  /** As above for an item that has {@code before} attributes already. */
  public static int writeAll(
      ProtoWriter writer,
      int field,
      @Nullable Object[] keysAndValues,
      SpanLimits limits,
      int before) {
    int written = before;
    int dropped = 0;
    for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
      if (keysAndValues[i + 1] == null) {
        continue;
      }
      if (written++ < limits.attributes) {
        write(writer, field, keysAndValues[i], keysAndValues[i + 1], limits);
      } else {
        dropped++;
      }
    }
    return dropped;
  }

  /** How many of the keys have a value. */
  public static int count(@Nullable Object[] keysAndValues) {
    int count = 0;
    for (int i = 1; i < keysAndValues.length; i += 2) {
      count += keysAndValues[i] == null ? 0 : 1;
    }
    return count;
  }

  /** Writes one attribute without limits; a null value is left out. */
  public static void write(ProtoWriter writer, int field, Key key, @Nullable Object value) {
    write(writer, field, key, value, UNLIMITED);
  }

  private static final SpanLimits UNLIMITED = SpanLimits.defaults();

  static void write(
      ProtoWriter writer,
      int field,
      @Nullable Object key,
      @Nullable Object value,
      SpanLimits limits) {
    if (value == null || key == null) {
      return;
    }
    byte[] encodedKey = ((Key) key).encoded;
    int pair = writer.begin(field);
    writer.writeRaw(encodedKey, 0, encodedKey.length);
    writeValue(writer, Fields.KeyValue.VALUE, value, limits);
    writer.end(pair);
  }

  private static void writeValue(ProtoWriter writer, int field, Object value, SpanLimits limits) {
    int any = writer.begin(field);
    if (value instanceof String) {
      writer.string(Fields.AnyValue.STRING, cut((String) value, limits.valueChars));
    } else if (value instanceof Long || value instanceof Integer) {
      writer.varint(Fields.AnyValue.INT, ((Number) value).longValue());
    } else if (value instanceof Boolean) {
      writer.bool(Fields.AnyValue.BOOL, (Boolean) value);
    } else {
      writeRare(writer, value, limits);
    }
    writer.end(any);
  }

  private static void writeRare(ProtoWriter writer, Object value, SpanLimits limits) {
    if (value instanceof Double || value instanceof Float) {
      writer.doubleField(Fields.AnyValue.DOUBLE, ((Number) value).doubleValue());
    } else if (value instanceof Short || value instanceof Byte) {
      writer.varint(Fields.AnyValue.INT, ((Number) value).longValue());
    } else if (value instanceof byte[]) {
      writer.bytes(Fields.AnyValue.BYTES, (byte[]) value);
    } else if (value instanceof Object[]) {
      int array = writer.begin(Fields.AnyValue.ARRAY);
      for (Object element : (Object[]) value) {
        writeElement(writer, element, limits);
      }
      writer.end(array);
    } else if (value instanceof List) {
      int array = writer.begin(Fields.AnyValue.ARRAY);
      for (Object element : (List<?>) value) {
        writeElement(writer, element, limits);
      }
      writer.end(array);
    } else {
      writer.string(Fields.AnyValue.STRING, cut(String.valueOf(value), limits.valueChars));
    }
  }

  private static void writeElement(
      ProtoWriter writer, @Nullable Object element, SpanLimits limits) {
    writeValue(writer, Fields.AnyValue.VALUES, element == null ? "" : element, limits);
  }

  private static String cut(String text, int maxChars) {
    return text.length() <= maxChars ? text : text.substring(0, maxChars);
  }
}
