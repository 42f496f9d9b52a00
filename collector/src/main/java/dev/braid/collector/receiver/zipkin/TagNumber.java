/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.zipkin;

import dev.braid.otlp.AttributeWriter;
import dev.braid.otlp.ProtoWriter;
import java.util.regex.Pattern;

/** A tag that may be a number: {@code -?\d+} or {@code -?\d+\.\d+}. */
final class TagNumber {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");
  private static final Pattern BROKEN = Pattern.compile("-?[0-9]{1,300}\\.[0-9]{1,300}");

  private TagNumber() {}

  /** Writes a number if {@code value} is one that fits, otherwise the text. */
  static void write(ProtoWriter writer, int field, String key, String value) {
    if (BROKEN.matcher(value).matches()) {
      AttributeWriter.floating(writer, field, key, Double.parseDouble(value));
      return;
    }
    if (WHOLE.matcher(value).matches()) {
      try {
        AttributeWriter.integer(writer, field, key, Long.parseLong(value));
        return;
      } catch (NumberFormatException e) {
        // More than 64 bits: the text loses nothing.
      }
    }
    AttributeWriter.string(writer, field, key, value);
  }
}
