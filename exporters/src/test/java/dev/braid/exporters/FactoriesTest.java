/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.config.Section;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FactoriesTest {

  @Test
  void everyFactory_isFound_andNamesWhatItMisses() {
    for (String type : List.of("otlp", "otlphttp", "prometheusremotewrite")) {
      Section settings = SettingsFixture.settings(Map.of());
      SettingsFixture.factory(type).prepare(type, settings);
      assertThat(settings.faults().faults())
          .singleElement()
          .asString()
          .contains(" exporters.test.endpoint: found nothing");
    }
    for (String type : List.of("jaeger", "prometheus", "loki", "debug", "logging", "nop")) {
      Section settings = SettingsFixture.settings(Map.of());
      SettingsFixture.factory(type).prepare(type, settings);
      assertThat(settings.faults().faults()).isEmpty();
    }
  }

  @Test
  void everyFault_ofOneExporter_isTold() {
    Section settings =
        SettingsFixture.settings(
            Map.of(
                "endpoint",
                "ftp://somewhere",
                "compression",
                "gzib",
                "tls",
                Map.of("cert_file", "/no/such/file"),
                "timeout",
                "0s",
                "timeuot",
                "5s"));

    SettingsFixture.factory("otlphttp").prepare("otlphttp", settings);
    settings.rejectUnknownKeys();

    assertThat(settings.faults().toString())
        .contains("endpoint: found 'ftp://somewhere', allowed a URL")
        .contains("compression: found 'gzib', allowed one of none, gzip, zstd", "mean 'gzip'?")
        .contains("tls.cert_file: found '/no/such/file', allowed a file that can be read")
        .contains("tls.key_file: found nothing, cert_file and key_file must be set together")
        .contains("timeout: found 0, allowed anything longer")
        .contains("timeuot: unknown key, allowed", "mean 'timeout'?");
  }
}
