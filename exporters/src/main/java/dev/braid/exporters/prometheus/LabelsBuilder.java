/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import dev.braid.otlp.AttributesView;
import java.util.Map;
import java.util.TreeMap;

/** Collects labels from attributes. Used by one thread. */
final class LabelsBuilder {

  private final TreeMap<String, String> labels = new TreeMap<>();

  LabelsBuilder() {}

  LabelsBuilder(LabelsBuilder start) {
    labels.putAll(start.labels);
  }

  /** Sets a label whose name is valid already. */
  LabelsBuilder put(String name, String value) {
    labels.put(name, value);
    return this;
  }

  LabelsBuilder putAll(Map<String, String> others) {
    others.forEach((name, value) -> labels.put(MetricNames.label(name), value));
    return this;
  }

  /**
   * Adds all attributes. Where names become the same, the values are joined by a semicolon in the
   * order of the names that were written, as the specification asks.
   */
  LabelsBuilder addAll(AttributesView attributes, String prefix) {
    TreeMap<String, String> written = new TreeMap<>();
    attributes.rewind();
    while (attributes.next()) {
      written.put(attributes.key().toString(), attributes.value().asText());
    }
    TreeMap<String, String> added = new TreeMap<>();
    written.forEach(
        (key, value) ->
            added.merge(
                prefix.isEmpty() ? MetricNames.label(key) : prefix + MetricNames.label(key),
                value,
                (first, second) -> first + ";" + second));
    labels.putAll(added);
    return this;
  }

  LabelsBuilder remove(String name) {
    labels.remove(name);
    return this;
  }

  Labels build() {
    return Labels.of(labels);
  }
}
