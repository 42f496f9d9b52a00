/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.settings;

import dev.braid.config.ConfigNode;
import dev.braid.config.Section;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a declarative file says, gathered under property names. Used by one thread. */
final class DeclaredValues {
  /** As many attributes as an item may have. */
  private static final int MAX_COUNT = 10_000;

  final Map<String, String> texts = new LinkedHashMap<>();
  final Map<String, String> places = new LinkedHashMap<>();
  final Map<String, Object> attributes = new LinkedHashMap<>();

  void put(String property, String value, ConfigNode writtenAt) {
    texts.put(property, value);
    places.put(property, writtenAt.position().toString());
  }

  /** A number of characters, attributes, events or links; nothing means the default. */
  void limit(Section section, String key, String property) {
    boolean isLength = key.equals("attribute_value_length_limit");
    number(section, key, property, 0, isLength ? Integer.MAX_VALUE : MAX_COUNT);
  }

  /** A whole number, if it was written. */
  void number(Section section, String key, String property, int min, int max) {
    int none = min - 1;
    int value = section.integer(key, none, min, max);
    if (value != none) {
      put(property, Integer.toString(value), section.node(key));
    }
  }

  /** A text, if it was written. */
  void text(Section section, String key, String property) {
    String value = section.optionalString(key);
    if (value != null && !value.trim().isEmpty()) {
      put(property, value, section.node(key));
    }
  }

  /** Warns that {@code key} is not followed, unless it says what is done anyway. */
  static void onlyDefault(Section section, String key, String usual, String why) {
    String value = section.optionalString(key);
    if (value != null && !value.equals(usual)) {
      section.ignored(key, why);
    }
  }
}
