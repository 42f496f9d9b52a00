/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters;

import dev.braid.exporters.SettingValue.Fields;
import dev.braid.exporters.SettingValue.Items;
import dev.braid.exporters.SettingValue.Scalar;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.assertj.core.api.Assertions;

/** Settings and exporters from plain maps. */
public final class SettingsFixture {

  private SettingsFixture() {}

  public static Settings settings(Map<String, ?> values) {
    return Settings.of("exporters.test", (Fields) value(values));
  }

  private static SettingValue value(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, SettingValue> fields = new LinkedHashMap<>();
      map.forEach((key, inner) -> fields.put(String.valueOf(key), value(inner)));
      return new Fields(fields, "test.yaml:1");
    }
    if (value instanceof List<?> list) {
      return new Items(list.stream().map(SettingsFixture::value).toList(), "test.yaml:1");
    }
    return new Scalar(value, "test.yaml:2");
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
    Settings settings = settings(values);
    PreparedExporter prepared = factory(type).prepare(type + "/test", settings);
    settings.rejectUnknownKeys();
    Assertions.assertThat(settings.faults()).isEmpty();
    return prepared.start();
  }
}
