/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import org.jspecify.annotations.Nullable;

/**
 * Attributes that come again with many spans: a span holds one reference to them, and they are
 * encoded once. Immutable but for the encoded form, of which threads that race make equal ones.
 */
public final class AttributeBlock {
  /** Stands for the name of a block among a span's attributes; no attribute has it. */
  static final Key KEY = Key.of("\0");

  private final @Nullable Object[] keysAndValues;
  private volatile @Nullable Encoded encoded;

  /**
   * @param keysAndValues a {@link Key} and a value in turn; null values are left out
   */
  public AttributeBlock(@Nullable Object... keysAndValues) {
    this.keysAndValues = keysAndValues;
  }

  /** Adds each attribute on its own, where a block would get around the limit of attributes. */
  void addTo(Span span) {
    for (int i = 0; i < keysAndValues.length; i += 2) {
      Object key = keysAndValues[i];
      if (key != null) {
        span.put((Key) key, keysAndValues[i + 1]);
      }
    }
  }

  int size() {
    return keysAndValues.length / 2;
  }

  @Nullable Object get(Key key) {
    for (int i = 0; i < keysAndValues.length; i += 2) {
      if (key.equals(keysAndValues[i])) {
        return keysAndValues[i + 1];
      }
    }
    return null;
  }

  @SuppressWarnings("ReferenceEquality") // limits are one object for each tracer
  void write(ProtoWriter writer, SpanLimits limits) {
    Encoded known = encoded;
    if (known == null || known.limits != limits) {
      known = encode(limits);
      encoded = known;
    }
    writer.writeRaw(known.bytes, 0, known.bytes.length);
  }

  private Encoded encode(SpanLimits limits) {
    ProtoWriter target = new ProtoWriter(256, 1 << 20);
    AttributeEncoder.writeAll(target, Fields.Span.ATTRIBUTES, keysAndValues, limits);
    return new Encoded(limits, target.toByteArray());
  }

  private static final class Encoded {
    final SpanLimits limits;
    final byte[] bytes;

    Encoded(SpanLimits limits, byte[] bytes) {
      this.limits = limits;
      this.bytes = bytes;
    }
  }
}
