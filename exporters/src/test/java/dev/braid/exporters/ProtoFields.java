/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;

/** Reads protobuf messages by field numbers with Google's parser, for formats without classes. */
public record ProtoFields(UnknownFieldSet fields) {

  public static ProtoFields parse(byte[] bytes) {
    try {
      return new ProtoFields(UnknownFieldSet.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("not protobuf", e);
    }
  }

  public List<ProtoFields> messages(int field) {
    return fields.getField(field).getLengthDelimitedList().stream()
        .map(bytes -> parse(bytes.toByteArray()))
        .toList();
  }

  public String text(int field) {
    return fields.getField(field).getLengthDelimitedList().get(0).toStringUtf8();
  }

  public byte[] bytes(int field) {
    return fields.getField(field).getLengthDelimitedList().get(0).toByteArray();
  }

  public long varint(int field) {
    return fields.getField(field).getVarintList().get(0);
  }

  public long sint(int field) {
    long raw = varint(field);
    return raw >>> 1 ^ -(raw & 1);
  }

  public double number(int field) {
    return Double.longBitsToDouble(fields.getField(field).getFixed64List().get(0));
  }
}
