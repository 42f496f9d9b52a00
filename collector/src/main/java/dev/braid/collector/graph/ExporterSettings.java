/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.config.ConfigNode;
import dev.braid.config.Faults;
import dev.braid.config.Position;
import dev.braid.exporters.SettingValue;
import dev.braid.exporters.Settings;
import dev.braid.exporters.SettingsFault;
import java.util.LinkedHashMap;
import java.util.Map;

/** Hands a part of the configuration to an exporter, and brings its faults back. */
final class ExporterSettings {
  private ExporterSettings() {}

  static Settings of(String path, ConfigNode node) {
    SettingValue value = value(node);
    String place = node.position().toString();
    return Settings.of(
        path,
        value instanceof SettingValue.Fields fields
            ? fields
            : new SettingValue.Fields(Map.of(), place));
  }

  static void report(Settings settings, Faults faults) {
    for (SettingsFault fault : settings.faults()) {
      faults.add(new Position(fault.place(), 0, 0), fault.path(), fault.message());
    }
    for (SettingsFault warning : settings.warnings()) {
      faults.warn(new Position(warning.place(), 0, 0), warning.path(), warning.message());
    }
  }

  private static SettingValue value(ConfigNode node) {
    String place = node.position().toString();
    return switch (node.kind()) {
      case EMPTY -> new SettingValue.Scalar(null, place);
      case TEXT -> new SettingValue.Scalar(node.text(), place);
      case LIST ->
          new SettingValue.Items(
              node.items().stream().map(ExporterSettings::value).toList(), place);
      case MAPPING -> {
        Map<String, SettingValue> fields = new LinkedHashMap<>();
        node.entries().forEach((key, item) -> fields.put(key, value(item)));
        yield new SettingValue.Fields(fields, place);
      }
    };
  }
}
