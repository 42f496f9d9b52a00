/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import dev.braid.config.Section;
import java.util.Map;

/**
 * How metrics become Prometheus's.
 *
 * @param labels set on every series
 * @param resourceLabels whether all resource attributes become labels of every series
 */
record TranslatorSettings(
    String namespace,
    Map<String, String> labels,
    boolean suffixes,
    boolean resourceLabels,
    boolean targetInfo,
    boolean scopeLabels) {

  TranslatorSettings {
    labels = Map.copyOf(labels);
  }

  static TranslatorSettings read(Section settings, String labelsKey, String withoutScopeKey) {
    return new TranslatorSettings(
        settings.string("namespace", ""),
        settings.stringMap(labelsKey),
        settings.bool("add_metric_suffixes", true),
        settings.section("resource_to_telemetry_conversion").bool("enabled", false),
        settings.section("target_info").bool("enabled", true),
        !settings.bool(withoutScopeKey, false));
  }
}
