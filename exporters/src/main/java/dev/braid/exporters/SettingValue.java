/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value of a configuration as it was written, with its place in the source: what a
 * configuration model has to be turned into before an exporter can read it.
 */
public sealed interface SettingValue {

  /** Where it was written, such as {@code collector.yaml:14}; empty if nowhere. */
  String place();

  /**
   * A single value.
   *
   * @param value a String, Boolean, Long, Integer or Double; null for an empty value
   */
  record Scalar(@Nullable Object value, String place) implements SettingValue {}

  /** A sequence. */
  record Items(List<SettingValue> items, String place) implements SettingValue {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A mapping, in the order of the source. */
  record Fields(Map<String, SettingValue> fields, String place) implements SettingValue {
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** A mapping with no keys. */
    public static Fields empty() {
      return new Fields(Map.of(), "");
    }
  }
}
