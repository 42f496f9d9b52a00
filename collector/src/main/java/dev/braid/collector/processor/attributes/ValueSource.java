/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.attributes;

import dev.braid.collector.processor.match.RawValue;
import dev.braid.config.Section;
import dev.braid.otlp.AnyValueView;
import dev.braid.otlp.edit.AnyValue;
import dev.braid.otlp.edit.EditableAttributes;
import dev.braid.otlp.edit.Key;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where insert, update and upsert take their value from. Thread-safe. */
@FunctionalInterface
interface ValueSource {
  String METADATA = "metadata.";

  /** The value, or null where there is none. */
  @Nullable AnyValue value(EditableAttributes attributes, Map<String, String> metadata);

  /** Reads the one of {@code value}, {@code from_attribute} and {@code from_context} given. */
  static ValueSource read(Section section) {
    Object constant = RawValue.of(section.node("value"));
    String attribute = section.string("from_attribute", "");
    String context = section.string("from_context", "");
    int given =
        (constant == null ? 0 : 1) + (attribute.isEmpty() ? 0 : 1) + (context.isEmpty() ? 0 : 1);
    if (given != 1) {
      section.fault(
          "value",
          "found " + given + " sources, allowed one of value, from_attribute, from_context");
    }
    if (!attribute.isEmpty()) {
      Key key = Key.of(attribute);
      return (attributes, metadata) -> {
        AnyValueView found = attributes.get(key);
        return found == null ? null : AnyValue.copyOf(found);
      };
    }
    if (!context.isEmpty()) {
      return ofContext(section, context);
    }
    AnyValue value = AnyValue.ofObject(constant);
    return (attributes, metadata) -> value;
  }

  private static ValueSource ofContext(Section section, String context) {
    if (context.equals("client.address") || context.startsWith("auth.")) {
      section.fault(
          "from_context",
          "found '"
              + context
              + "', allowed metadata.<header>: Braid keeps nothing else of a request");
    }
    String name = context.startsWith(METADATA) ? context.substring(METADATA.length()) : context;
    String header = name.toLowerCase(Locale.ROOT);
    return (attributes, metadata) -> {
      String value = metadata.get(header);
      return value == null ? null : AnyValue.of(value);
    };
  }
}
