/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.collector.component.ComponentFactory;
import dev.braid.collector.component.ConnectorFactory;
import dev.braid.collector.component.ExtensionFactory;
import dev.braid.collector.component.ProcessorFactory;
import dev.braid.collector.component.ReceiverFactory;
import dev.braid.config.ConfigLoader;
import dev.braid.exporters.ExporterFactory;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KnownComponentsTest {
  @Test
  void nothingThatWeShip_isSaidToBeMissing() {
    Set<String> ours = new HashSet<>();
    add(ours, "receiver", ReceiverFactory.class);
    add(ours, "processor", ProcessorFactory.class);
    add(ours, "connector", ConnectorFactory.class);
    add(ours, "extension", ExtensionFactory.class);
    for (ExporterFactory factory : ServiceLoader.load(ExporterFactory.class)) {
      ours.add("exporter." + factory.type());
      factory.aliases().forEach(alias -> ours.add("exporter." + alias));
    }

    assertThat(known().stringPropertyNames()).doesNotContainAnyElementsOf(ours);
    assertThat(ours).contains("receiver.otlp", "exporter.loki", "processor.batch");
  }

  @Test
  void everyAlternative_saysSomething_aboutAKindThatThereIs() {
    Properties known = known();

    assertThat(known.stringPropertyNames())
        .hasSizeGreaterThan(200)
        .allMatch(name -> name.matches("(receiver|processor|exporter|connector|extension)\\..+"))
        .allSatisfy(name -> assertThat(known.getProperty(name)).as(name).hasSizeGreaterThan(8));
  }

  @ParameterizedTest
  @CsvSource({
    "receivers, receiver, filelog, 2",
    "processors, processor, tail_sampling, 2",
    "exporters, exporter, splunk_hec, 2",
    "connectors, connector, routing, 2",
    "extensions, extension, zpages, 2"
  })
  void configurationThatNamesOne_isToldWhatToUse(
      String section, String kind, String type, int line) {
    ConfigLoader loader = new ConfigLoader(name -> null);
    loader.text("f.yaml", section + ":\n  " + type + ": {}\n");

    PlanReader.read(loader.root());

    assertThat(loader.faults().toString())
        .contains(
            "f.yaml:%d:3 %s.%s: Braid has no %s '%s': ".formatted(line, section, type, kind, type))
        .contains(known().getProperty(kind + "." + type));
  }

  private static Properties known() {
    Properties known = new Properties();
    try (InputStream in =
        KnownComponents.class.getResourceAsStream("known-components.properties")) {
      known.load(in);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
    return known;
  }

  private static <F extends ComponentFactory> void add(
      Set<String> ours, String kind, Class<F> type) {
    for (F factory : ServiceLoader.load(type)) {
      for (String name : List.of(factory.type())) {
        ours.add(kind + "." + name);
      }
      factory.aliases().forEach(alias -> ours.add(kind + "." + alias));
    }
  }
}
