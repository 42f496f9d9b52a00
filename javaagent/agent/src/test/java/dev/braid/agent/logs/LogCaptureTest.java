/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.agent.settings.Settings;
import dev.braid.agent.trace.Key;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogCaptureTest {
  private static final Map<String, String> CONTEXT = Map.of("user", "ann", "trace_id", "00");

  @Test
  void withoutSettings_nothingIsCaptured() {
    LogCapture capture = LogCapture.of(Settings.of(Map.of(), new Properties()), "logback-appender");

    assertThat(capture.isNothing()).isTrue();
  }

  @Test
  void namedEntries_areCaptured_andIdsNeverTwice() {
    Properties properties = new Properties();
    properties.setProperty(
        "otel.instrumentation.logback-appender.experimental.capture-mdc-attributes",
        "user, trace_id,absent");
    LogCapture capture = LogCapture.of(Settings.of(Map.of(), properties), "logback-appender");
    List<@Nullable Object> attributes = LogCapture.attributes();

    capture.addContext(CONTEXT, attributes);

    assertThat(attributes).containsExactly(Key.of("user"), "ann");
    assertThat(capture.hasMarkers()).isFalse();
  }

  @Test
  void settingsOfOneLibrary_areNotThoseOfAnother() {
    Properties properties = new Properties();
    properties.setProperty(
        "otel.instrumentation.log4j-appender.experimental.capture-marker-attribute", "true");
    Settings settings = Settings.of(Map.of(), properties);

    assertThat(LogCapture.of(settings, "log4j-appender").hasMarkers()).isTrue();
    assertThat(LogCapture.of(settings, "logback-appender").isNothing()).isTrue();
  }
}
