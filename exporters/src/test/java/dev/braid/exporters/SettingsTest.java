/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {

  @Test
  void allFaults_areTold_withPathPlaceAndNearestName() {
    Settings settings =
        SettingsFixture.settings(
            Map.of("timeuot", "5s", "verbosity", "loud", "queue", Map.of("size", "many")));

    settings.duration("timeout", Duration.ZERO);
    settings.choice("verbosity", dev.braid.exporters.debug.Verbosity.BASIC);
    settings.child("queue").integer("size", 1, 1, 10);
    settings.requiredString("endpoint");
    settings.rejectUnknownKeys();

    assertThat(settings.faults())
        .extracting(SettingsFault::toString)
        .containsExactlyInAnyOrder(
            "exporters.test.verbosity: got 'loud', must be one of basic, normal, detailed"
                + " (test.yaml:2)",
            "exporters.test.queue.size: got 'many', must be a whole number from 1 to 10"
                + " (test.yaml:2)",
            "exporters.test.endpoint: is missing, must be set (test.yaml:1)",
            "exporters.test.timeuot: unknown key, did you mean 'timeout'?; known here: endpoint,"
                + " queue, timeout, verbosity (test.yaml:2)");
  }

  @ParameterizedTest
  @CsvSource({"250ms,250", "1h30m,5400000", "1.5s,1500", "0,0", "0s,0"})
  void durations_areReadAsGoWritesThem(String text, long millis) {
    Settings settings = SettingsFixture.settings(Map.of("timeout", text));

    assertThat(settings.duration("timeout", Duration.ZERO)).isEqualTo(Duration.ofMillis(millis));
    assertThat(settings.faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "-5s", "5 s", "5s!", "9999999999999h"})
  void wrongDurations_areFaults_andTheDefaultHolds(String text) {
    Settings settings = SettingsFixture.settings(Map.of("timeout", text));

    assertThat(settings.duration("timeout", Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
    assertThat(settings.faults()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"65536,65536", "64KiB,65536", "10MB,10000000", "1 GiB,1073741824"})
  void sizes_areReadInBothSystems(String text, long bytes) {
    assertThat(SettingsFixture.settings(Map.of("size", text)).bytes("size", 0)).isEqualTo(bytes);
  }

  @Test
  void emptyValues_countAsAbsent() {
    Map<String, Object> values = new HashMap<>();
    values.put("endpoint", null);
    values.put("tls", null);
    Settings settings = SettingsFixture.settings(values);

    assertThat(settings.string("endpoint", "default")).isEqualTo("default");
    assertThat(settings.child("tls").bool("insecure", false)).isFalse();
    assertThat(settings.strings("list")).isEqualTo(List.of());
    settings.rejectUnknownKeys();
    assertThat(settings.faults()).isEmpty();
  }

  @Test
  void everyFactory_isFound_andNamesWhatItMisses() {
    for (String type : List.of("otlp", "otlphttp", "prometheusremotewrite")) {
      Settings settings = SettingsFixture.settings(Map.of());
      SettingsFixture.factory(type).prepare(type, settings);
      assertThat(settings.faults())
          .extracting(SettingsFault::path)
          .containsExactly("exporters.test.endpoint");
    }
    for (String type : List.of("jaeger", "prometheus", "loki", "debug", "logging", "nop")) {
      Settings settings = SettingsFixture.settings(Map.of());
      SettingsFixture.factory(type).prepare(type, settings);
      assertThat(settings.faults()).isEmpty();
    }
  }
}
