/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import java.nio.charset.StandardCharsets;

/**
 * Writes KeyValue fields into a {@link ProtoWriter}. A key that is used often is encoded once with
 * {@link #encodeKey} and copied from then on.
 */
public final class AttributeWriter {
  private AttributeWriter() {}

  /** The key field of a KeyValue, ready to copy. */
  public static byte[] encodeKey(String key) {
    ProtoWriter writer = new ProtoWriter(key.length() + 8);
    writer.bytes(Fields.KeyValue.KEY, key.getBytes(StandardCharsets.UTF_8));
    return writer.toByteArray();
  }

  /** A string attribute in the repeated field {@code field}. */
  public static void string(ProtoWriter writer, int field, byte[] encodedKey, CharSequence value) {
    int pair = open(writer, field, encodedKey);
    int any = writer.begin(Fields.KeyValue.VALUE);
    writer.string(Fields.AnyValue.STRING, value);
    writer.end(any);
    writer.end(pair);
  }

  /** An integer attribute. */
  public static void integer(ProtoWriter writer, int field, byte[] encodedKey, long value) {
    int pair = open(writer, field, encodedKey);
    int any = writer.begin(Fields.KeyValue.VALUE);
    writer.varint(Fields.AnyValue.INT, value);
    writer.end(any);
    writer.end(pair);
  }

  /** A floating point attribute. */
  public static void floating(ProtoWriter writer, int field, byte[] encodedKey, double value) {
    int pair = open(writer, field, encodedKey);
    int any = writer.begin(Fields.KeyValue.VALUE);
    writer.doubleField(Fields.AnyValue.DOUBLE, value);
    writer.end(any);
    writer.end(pair);
  }

  /** A boolean attribute. */
  public static void bool(ProtoWriter writer, int field, byte[] encodedKey, boolean value) {
    int pair = open(writer, field, encodedKey);
    int any = writer.begin(Fields.KeyValue.VALUE);
    writer.bool(Fields.AnyValue.BOOL, value);
    writer.end(any);
    writer.end(pair);
  }

  /** A string attribute whose key is encoded here. */
  public static void string(ProtoWriter writer, int field, String key, CharSequence value) {
    int pair = writer.begin(field);
    writer.string(Fields.KeyValue.KEY, key);
    int any = writer.begin(Fields.KeyValue.VALUE);
    writer.string(Fields.AnyValue.STRING, value);
    writer.end(any);
    writer.end(pair);
  }

  /** An integer attribute whose key is encoded here. */
  public static void integer(ProtoWriter writer, int field, String key, long value) {
    int pair = writer.begin(field);
    writer.string(Fields.KeyValue.KEY, key);
    int any = writer.begin(Fields.KeyValue.VALUE);
    writer.varint(Fields.AnyValue.INT, value);
    writer.end(any);
    writer.end(pair);
  }

  /** A floating point attribute whose key is encoded here. */
  public static void floating(ProtoWriter writer, int field, String key, double value) {
    int pair = writer.begin(field);
    writer.string(Fields.KeyValue.KEY, key);
    int any = writer.begin(Fields.KeyValue.VALUE);
    writer.doubleField(Fields.AnyValue.DOUBLE, value);
    writer.end(any);
    writer.end(pair);
  }

  /** A boolean attribute whose key is encoded here. */
  public static void bool(ProtoWriter writer, int field, String key, boolean value) {
    int pair = writer.begin(field);
    writer.string(Fields.KeyValue.KEY, key);
    int any = writer.begin(Fields.KeyValue.VALUE);
    writer.bool(Fields.AnyValue.BOOL, value);
    writer.end(any);
    writer.end(pair);
  }

  private static int open(ProtoWriter writer, int field, byte[] encodedKey) {
    int pair = writer.begin(field);
    writer.writeRaw(encodedKey, 0, encodedKey.length);
    return pair;
  }
}
