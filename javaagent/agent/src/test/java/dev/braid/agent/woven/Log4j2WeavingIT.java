/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.woven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.agent.instrumentation.log4j2.Log4j2Instrumentation;
import dev.braid.agent.logs.LogCapture;
import dev.braid.agent.trace.Key;
import dev.braid.agent.trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Log4j2WeavingIT {
  private final Recorded recorded = new Recorded();

  @BeforeEach
  void noManagementBeans() {
    System.setProperty("log4j2.disable.jmx", "true");
  }

  @AfterEach
  void stop() {
    recorded.close();
    LogCapture.install(LogCapture.NOTHING, LogCapture.NOTHING, LogCapture.NOTHING);
    System.clearProperty("log4j2.disable.jmx");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.17.2", "2.26.1"})
  void lines_showTheIds_alsoOfAsynchronousLoggers(String version) throws Exception {
    WovenLoader loader = loader(version);
    List<String> lines = new ArrayList<>();

    Span span = recorded.within(() -> lines.addAll(run(loader)));

    String ids = "|" + span.traceIdHex() + "|" + span.spanIdHex() + "|01|ann|";
    assertThat(loader.failures()).isEqualTo("0 null");
    for (String kind : List.of("sync", "async")) {
      assertThat(lines).anyMatch(line -> line.startsWith(kind + "|INFO" + ids + "paid 1 of 2|"));
      assertThat(lines).anyMatch(line -> line.startsWith(kind + "|DEBUG" + ids + "failed|"));
    }
    assertThat(lines).filteredOn(line -> line.equals("afterwards {user=bob}")).hasSize(2);
    assertThat(lines).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.17.2", "2.26.1"})
  void messages_areRecordedOnce_withTheIdsOfTheirCall(String version) throws Exception {
    WovenLoader loader = loader(version);

    Span span = recorded.within(() -> run(loader));

    assertThat(recorded.logs())
        .extracting(Object::toString)
        .containsExactly(
            "shop.Checkout 9 INFO paid 1 of 2",
            "shop.Checkout 5 DEBUG failed",
            "shop.Checkout 9 INFO paid 1 of 2",
            "shop.Checkout 5 DEBUG failed");
    assertThat(recorded.logs()).allMatch(log -> log.span == span);
    assertThat(recorded.logs().get(3).thrown).hasMessage("closed");
  }

  @Test
  void withoutSpan_linesAreAsBefore() throws Exception {
    List<String> lines = run(loader("2.26.1"));

    assertThat(lines).contains("sync|INFO||||ann|paid 1 of 2|{user=ann}");
    assertThat(recorded.logs()).hasSize(4).allMatch(log -> log.span == null);
  }

  @Test
  void contextAndMarkers_becomeAttributes_whenAskedFor() throws Exception {
    LogCapture.install(
        LogCapture.NOTHING,
        new LogCapture(List.of("user", "absent"), true, false, false),
        LogCapture.NOTHING);
    WovenLoader loader = loader("2.26.1");

    recorded.within(() -> run(loader));

    assertThat(recorded.logs().get(0).attributes).containsExactly(Key.of("user"), "ann");
    assertThat(recorded.logs().get(1).attributes)
        .containsExactly(Key.of("log4j.marker"), "AUDIT", Key.of("user"), "ann");
  }

  private static WovenLoader loader(String version) {
    return new WovenLoader(
        new Log4j2Instrumentation(),
        "log4j-core-" + version,
        "log4j-api-" + version,
        "disruptor-3.4.4");
  }

  @SuppressWarnings("unchecked") // the class of another loader
  private static List<String> run(WovenLoader loader) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return ((Callable<List<String>>) loader.make("dev.braid.app.Log4jApplication")).call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
