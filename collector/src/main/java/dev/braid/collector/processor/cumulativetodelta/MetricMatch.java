/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.cumulativetodelta;

import dev.braid.collector.processor.match.NameSet;
import dev.braid.config.Section;
import dev.braid.otlp.Fields;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Metrics by name and type. An empty set does not tell.
 *
 * @param types {@code sum}, {@code histogram}, {@code exponential_histogram}
 */
record MetricMatch(NameSet names, Set<String> types) {
  private static final List<String> TYPES = List.of("sum", "histogram", "exponential_histogram");

  /** Reads the mapping at {@code key}; empty if there is none. */
  static Optional<MetricMatch> read(Section parent, String key) {
    if (!parent.has(key)) {
      return Optional.empty();
    }
    Section section = parent.section(key);
    boolean named = section.has("metrics");
    NameSet.Kind kind = named ? NameSet.Kind.read(section) : NameSet.Kind.STRICT;
    if (!named && section.has("match_type")) {
      section.fault("metrics", "found nothing, allowed a list of names for match_type");
    }
    List<String> types = section.strings("metric_types");
    for (String type : types) {
      if (!TYPES.contains(type)) {
        section.fault("metric_types", "found '" + type + "', allowed " + String.join(", ", TYPES));
      }
    }
    return Optional.of(new MetricMatch(NameSet.read(section, "metrics", kind), Set.copyOf(types)));
  }

  boolean matchesName(String name) {
    return names.matches(name);
  }

  boolean matchesType(int dataField) {
    return types.contains(
        switch (dataField) {
          case Fields.Metric.SUM -> "sum";
          case Fields.Metric.HISTOGRAM -> "histogram";
          default -> "exponential_histogram";
        });
  }

  /** Whether the metric has a name and a type of those given. */
  boolean includes(String name, int dataField) {
    return (names.isEmpty() || matchesName(name)) && (types.isEmpty() || matchesType(dataField));
  }

  /** Whether the metric has a name or a type of those given. */
  boolean excludes(String name, int dataField) {
    return (!names.isEmpty() && matchesName(name)) || (!types.isEmpty() && matchesType(dataField));
  }
}
