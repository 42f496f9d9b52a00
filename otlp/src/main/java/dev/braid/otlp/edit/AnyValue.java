/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.edit;

import dev.braid.otlp.AnyValueView;
import dev.braid.otlp.ArrayView;
import dev.braid.otlp.AttributesView;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An AnyValue in its encoded form, ready to be put into a message. Immutable.
 *
 * <p>As Java objects, values are {@link String}, {@link Boolean}, {@link Long}, {@link Double},
 * {@code byte[]}, {@link List} and {@link Map} of such (maps keep their order), and null for the
 * empty value.
 */
public final class AnyValue {
  /** The value that holds nothing. */
  public static final AnyValue EMPTY = new AnyValue(new byte[0]);

  /** Below this, values become empty: deeper ones do not pass the validator either. */
  private static final int MAX_DEPTH = 100;

  private final byte[] encoded;

  private AnyValue(byte[] encoded) {
    this.encoded = encoded;
  }

  public static AnyValue of(String value) {
    ProtoWriter writer = new ProtoWriter(value.length() + 8, ProtoWriter.MAX_BYTES);
    writer.string(Fields.AnyValue.STRING, value);
    return new AnyValue(writer.toByteArray());
  }

  public static AnyValue of(long value) {
    ProtoWriter writer = new ProtoWriter(16);
    writer.varint(Fields.AnyValue.INT, value);
    return new AnyValue(writer.toByteArray());
  }

  public static AnyValue of(double value) {
    ProtoWriter writer = new ProtoWriter(16);
    writer.doubleField(Fields.AnyValue.DOUBLE, value);
    return new AnyValue(writer.toByteArray());
  }

  public static AnyValue of(boolean value) {
    ProtoWriter writer = new ProtoWriter(16);
    writer.bool(Fields.AnyValue.BOOL, value);
    return new AnyValue(writer.toByteArray());
  }

  /** A copy of the value on which {@code view} stands. */
  public static AnyValue copyOf(AnyValueView view) {
    byte[] copy = new byte[view.length()];
    System.arraycopy(view.array(), view.offset(), copy, 0, copy.length);
    return new AnyValue(copy);
  }

  /**
   * The value of a Java object as the class describes them; whole numbers of other types count as
   * {@link Long}, others as {@link Double}.
   */
  public static AnyValue ofObject(@Nullable Object value) {
    if (value == null) {
      return EMPTY;
    }
    ProtoWriter writer = new ProtoWriter(64, ProtoWriter.MAX_BYTES);
    write(value, writer, 0);
    return new AnyValue(writer.toByteArray());
  }

  private static void write(@Nullable Object value, ProtoWriter writer, int depth) {
    if (value instanceof String) {
      writer.string(Fields.AnyValue.STRING, (String) value);
    } else if (value instanceof Boolean) {
      writer.bool(Fields.AnyValue.BOOL, (Boolean) value);
    } else if (value instanceof Double || value instanceof Float) {
      writer.doubleField(Fields.AnyValue.DOUBLE, ((Number) value).doubleValue());
    } else if (value instanceof Number) {
      writer.varint(Fields.AnyValue.INT, ((Number) value).longValue());
    } else if (value instanceof byte[]) {
      writer.bytes(Fields.AnyValue.BYTES, (byte[]) value);
    } else if (value instanceof List && depth < MAX_DEPTH) {
      int mark = writer.begin(Fields.AnyValue.ARRAY);
      for (Object element : (List<?>) value) {
        int inner = writer.begin(Fields.AnyValue.VALUES);
        write(element, writer, depth + 1);
        writer.end(inner);
      }
      writer.end(mark);
    } else if (value instanceof Map && depth < MAX_DEPTH) {
      int mark = writer.begin(Fields.AnyValue.KVLIST);
      ((Map<?, ?>) value).forEach((key, inner) -> writePair(key, inner, writer, depth + 1));
      writer.end(mark);
    } else if (value != null && !(value instanceof List) && !(value instanceof Map)) {
      throw new IllegalArgumentException("no AnyValue can hold a " + value.getClass().getName());
    }
  }

  private static void writePair(
      @Nullable Object key, @Nullable Object value, ProtoWriter writer, int depth) {
    int pair = writer.begin(Fields.AnyValue.VALUES);
    String name = String.valueOf(key);
    if (!name.isEmpty()) {
      writer.string(Fields.KeyValue.KEY, name);
    }
    int any = writer.begin(Fields.KeyValue.VALUE);
    write(value, writer, depth);
    writer.end(any);
    writer.end(pair);
  }

  /** The value on which {@code view} stands as a Java object, null if it is empty. */
  public static @Nullable Object toObject(AnyValueView view) {
    return toObject(view, 0);
  }

  private static @Nullable Object toObject(AnyValueView view, int depth) {
    switch (view.kind()) {
      case STRING:
        return view.content().toString();
      case BOOL:
        return view.booleanValue();
      case INT:
        return view.longValue();
      case DOUBLE:
        return view.doubleValue();
      case BYTES:
        return view.content().toByteArray();
      case ARRAY:
        return depth < MAX_DEPTH ? list(view, depth) : null;
      case KVLIST:
        AttributesView entries = new AttributesView();
        view.entries(entries);
        return depth < MAX_DEPTH ? map(entries, depth) : null;
      default:
        return null;
    }
  }

  private static List<@Nullable Object> list(AnyValueView view, int depth) {
    ArrayView elements = new ArrayView();
    view.elements(elements);
    List<@Nullable Object> list = new ArrayList<>();
    while (elements.next()) {
      list.add(toObject(elements.value(), depth + 1));
    }
    return list;
  }

  private static Map<String, @Nullable Object> map(AttributesView entries, int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (entries.next()) {
      // The first of two equal keys counts, as everywhere else.
      map.putIfAbsent(entries.key().toString(), toObject(entries.value(), depth + 1));
    }
    return map;
  }

  /** Writes the value as {@code field} of a message. */
  public void writeTo(ProtoWriter target, int field) {
    target.bytes(field, encoded);
  }

  byte[] encoded() {
    return encoded;
  }

  /** The value as text, as {@link AnyValueView#asText()} gives it. */
  @Override
  public String toString() {
    AnyValueView view = new AnyValueView();
    view.wrap(encoded, 0, encoded.length);
    return view.asText();
  }
}
