/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.loki;

import dev.braid.otlp.AttributesView;
import dev.braid.otlp.ProtoWriter;
import java.util.Map;
import java.util.TreeMap;

/** Structured metadata of a log line, by name. Used by one thread. */
final class Metadata {

  private final Map<String, String> pairs = new TreeMap<>();

  Metadata() {}

  Metadata(Metadata start) {
    pairs.putAll(start.pairs);
  }

  /** Sets a pair; without a value it is left out. */
  Metadata put(String name, String value) {
    if (!value.isEmpty()) {
      pairs.put(name, value);
    }
    return this;
  }

  Metadata addAll(AttributesView attributes) {
    attributes.rewind();
    while (attributes.next()) {
      put(name(attributes.key().toString()), attributes.value().asText());
    }
    return this;
  }

  Metadata remove(String name) {
    pairs.remove(name);
    return this;
  }

  void write(ProtoWriter out, int field) {
    pairs.forEach(
        (name, value) -> {
          int pair = out.begin(field);
          out.string(1, name);
          out.string(2, value);
          out.end(pair);
        });
  }

  /** Loki's rule for names, which is Prometheus's for labels. */
  static String name(String key) {
    String name = key.replaceAll("[^A-Za-z0-9_]", "_");
    return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }
}
