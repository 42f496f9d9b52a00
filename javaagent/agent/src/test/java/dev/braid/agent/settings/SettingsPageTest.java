/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page that users read, against what the agent understands. */
class SettingsPageTest {
  @Test
  void eachSetting_isOnThePage() throws Exception {
    String page = Files.readString(Path.of("../../docs/agent-settings.md"));

    for (String name : SettingNames.KNOWN) {
      String ofSignals =
          name.replace("otel.exporter.otlp.", "otel.exporter.otlp[.SIGNAL].")
              .replaceFirst("otel\\.(traces|metrics|logs)\\.exporter", "otel.SIGNAL.exporter");
      assertThat(page.contains('`' + name + '`') || page.contains('`' + ofSignals + '`'))
          .as(name)
          .isTrue();
    }
  }
}
