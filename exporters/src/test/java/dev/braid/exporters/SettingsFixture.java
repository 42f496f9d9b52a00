/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters;

import dev.braid.config.ConfigNode;
import dev.braid.config.Faults;
import dev.braid.config.Position;
import dev.braid.config.Section;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** Settings and exporters from plain maps. */
public final class SettingsFixture {

  private SettingsFixture() {}

  public static Section settings(Map<String, ?> values) {
    return Section.of("exporters.test", node(values), new Faults());
  }

  private static ConfigNode node(@Nullable Object value) {
    Position at = new Position("test.yaml", 1, 1);
    if (value instanceof Map<?, ?> map) {
      Map<String, ConfigNode> entries = new LinkedHashMap<>();
      map.forEach((key, inner) -> entries.put(String.valueOf(key), node(inner)));
      return ConfigNode.mapping(at, entries);
    }
    if (value instanceof List<?> list) {
      return ConfigNode.list(at, list.stream().map(SettingsFixture::node).toList());
    }
    return value == null ? ConfigNode.empty(at) : ConfigNode.text(at, value.toString(), false);
  }

  public static ExporterFactory factory(String type) {
    return ServiceLoader.load(ExporterFactory.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(factory -> factory.type().equals(type) || factory.aliases().contains(type))
        .findFirst()
        .orElseThrow();
  }

  /** A started exporter, found as the collector finds it; fails on any fault. */
  public static Exporter start(String type, Map<String, ?> values) throws IOException {
    Section settings = settings(values);
    PreparedExporter prepared = factory(type).prepare(type + "/test", settings);
    settings.rejectUnknownKeys();
    Assertions.assertThat(settings.faults().faults()).isEmpty();
    return prepared.start();
  }
}
