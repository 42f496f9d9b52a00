/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.connector.count;

import dev.braid.collector.processor.match.RawValue;
import dev.braid.config.ConfigNode;
import dev.braid.config.Section;
import dev.braid.otlp.edit.AnyValue;
import dev.braid.otlp.edit.Key;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A metric to be made: one point for each set of values of {@code dimensions}. */
record CountedMetric(String name, String description, List<Dimension> dimensions) {
  /**
   * An attribute of the counted item, its scope or its resource.
   *
   * @param fallback the value where it is missing; null for not counting such items
   */
  record Dimension(Key key, @Nullable AnyValue fallback) {}

  /** Reads the mapping of metrics at {@code key}; {@code defaults} where it is not there. */
  static List<CountedMetric> read(Section parent, String key, CountedMetric defaults) {
    if (!parent.has(key)) {
      return List.of(defaults);
    }
    Section section = parent.section(key);
    List<CountedMetric> metrics = new ArrayList<>();
    for (String name : section.keys()) {
      if (name.isEmpty()) {
        section.fault(name, "found no name, allowed the name of a metric");
      }
      metrics.add(read(name, section.section(name), key.equals("metrics")));
    }
    return List.copyOf(metrics);
  }

  private static CountedMetric read(String name, Section section, boolean ofMetrics) {
    if (!section.strings("conditions").isEmpty()) {
      section.fault(
          "conditions",
          "found conditions, allowed none: Braid's count has no OTTL yet; count all, or filter in"
              + " an OpenTelemetry Collector before Braid");
    }
    List<Dimension> dimensions = new ArrayList<>();
    for (ConfigNode node : section.items("attributes")) {
      Section item = Section.of(section.pathOf("attributes"), node, section.faults());
      Object fallback = RawValue.of(item.node("default_value"));
      dimensions.add(
          new Dimension(
              Key.of(item.requiredString("key")),
              fallback == null ? null : AnyValue.ofObject(fallback)));
      item.rejectUnknownKeys();
    }
    if (ofMetrics && !dimensions.isEmpty()) {
      section.fault("attributes", "means nothing for metrics, which have no attributes");
    }
    return new CountedMetric(name, section.string("description", ""), List.copyOf(dimensions));
  }
}
