/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.match;

import dev.braid.config.ConfigNode;
import dev.braid.config.Section;
import dev.braid.otlp.AnyValueView;
import dev.braid.otlp.edit.AnyValue;
import dev.braid.otlp.edit.EditableAttributes;
import dev.braid.otlp.edit.Key;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that has to be there, with a certain value if one is given.
 *
 * @param value the value of equal type; null for any
 * @param pattern what the value's text must match; null for anything
 */
record AttributeMatch(Key key, @Nullable Object value, @Nullable NameSet pattern) {

  /** Reads the list of {@code key} and {@code value} at {@code name}. */
  static List<AttributeMatch> read(Section section, String name, NameSet.Kind kind) {
    List<AttributeMatch> matches = new ArrayList<>();
    for (ConfigNode node : section.items(name)) {
      Section item = Section.of(section.pathOf(name), node, section.faults());
      Key key = Key.of(item.requiredString("key"));
      Object value = RawValue.of(item.node("value"));
      item.rejectUnknownKeys();
      if (value == null || kind == NameSet.Kind.STRICT) {
        matches.add(new AttributeMatch(key, value, null));
      } else if (value instanceof String expression) {
        NameSet pattern = NameSet.of(item, "value", List.of(expression), kind);
        matches.add(new AttributeMatch(key, null, pattern));
      } else {
        item.fault("value", "found '" + value + "', allowed a text with match_type regexp");
      }
    }
    return List.copyOf(matches);
  }

  static boolean allMatch(List<AttributeMatch> matches, EditableAttributes attributes) {
    for (AttributeMatch match : matches) {
      if (!match.matches(attributes)) {
        return false;
      }
    }
    return true;
  }

  private boolean matches(EditableAttributes attributes) {
    AnyValueView found = attributes.get(key);
    if (found == null) {
      return false;
    }
    if (pattern != null) {
      return switch (found.kind()) {
        case STRING, BOOL, INT, DOUBLE -> pattern.matches(found.asText());
        case EMPTY, ARRAY, KVLIST, BYTES -> false;
      };
    }
    return value == null || value.equals(AnyValue.toObject(found));
  }
}
