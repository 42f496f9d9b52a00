/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.attributes;

import dev.braid.collector.processor.match.RawValue;
import dev.braid.otlp.AnyValueView;
import dev.braid.otlp.edit.AnyValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What becomes of a value that is hashed or converted. */
final class Conversion {
  private Conversion() {}

  /** The SHA-256 of the value in hex digits; empty for one that is neither text nor number. */
  static AnyValue hash(AnyValueView value) {
    return switch (value.kind()) {
      case STRING -> digest(value.content().toByteArray());
      case BOOL -> digest(new byte[] {(byte) (value.booleanValue() ? 1 : 0)});
      case INT -> digest(littleEndian(value.longValue()));
      case DOUBLE -> digest(littleEndian(Double.doubleToRawLongBits(value.doubleValue())));
      case EMPTY, ARRAY, KVLIST, BYTES -> AnyValue.of("");
    };
  }

  private static byte[] littleEndian(long number) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
  }

  private static AnyValue digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return AnyValue.of(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The value as text; null to leave it as it is. */
  static @Nullable AnyValue toText(AnyValueView value) {
    return value.kind() == AnyValueView.Kind.STRING ? null : AnyValue.of(value.asText());
  }

  /** The value as a whole number; null to leave it as it is. */
  static @Nullable AnyValue toInt(AnyValueView value) {
    return switch (value.kind()) {
      case DOUBLE -> AnyValue.of((long) value.doubleValue());
      case BOOL -> AnyValue.of(value.booleanValue() ? 1L : 0L);
      case STRING -> parseLong(value.asText());
      case INT, EMPTY, ARRAY, KVLIST, BYTES -> null;
    };
  }

  private static @Nullable AnyValue parseLong(String text) {
    try {
      return AnyValue.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The value as a number with a fraction; null to leave it as it is. */
  static @Nullable AnyValue toDouble(AnyValueView value) {
    return switch (value.kind()) {
      case INT -> AnyValue.of((double) value.longValue());
      case BOOL -> AnyValue.of(value.booleanValue() ? 1.0 : 0.0);
      case STRING -> {
        OptionalDouble parsed = RawValue.decimal(value.asText());
        yield parsed.isPresent() ? AnyValue.of(parsed.getAsDouble()) : null;
      }
      case DOUBLE, EMPTY, ARRAY, KVLIST, BYTES -> null;
    };
  }
}
