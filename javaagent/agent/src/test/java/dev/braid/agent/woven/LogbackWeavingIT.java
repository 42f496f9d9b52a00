/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.woven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.agent.instrumentation.logback.LogbackInstrumentation;
import dev.braid.agent.logs.LogCapture;
import dev.braid.agent.trace.Key;
import dev.braid.agent.trace.Span;
import dev.braid.bootstrap.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogbackWeavingIT {
  private final Recorded recorded = new Recorded();

  @AfterEach
  void stop() {
    recorded.close();
    LogCapture.install(LogCapture.NOTHING, LogCapture.NOTHING, LogCapture.NOTHING);
  }

  @ParameterizedTest
  @CsvSource({"1.2.13, 1.7.36", "1.5.21, 2.0.20", "1.6.6, 2.0.20"})
  void lines_showTheIds_alsoBehindAnAsynchronousAppender(String logback, String slf4j)
      throws Exception {
    WovenLoader loader = loader(logback, slf4j);
    List<String> lines = new ArrayList<>();

    Span span = recorded.within(() -> lines.addAll(run(loader)));

    String ids = "|" + span.traceIdHex() + "|" + span.spanIdHex() + "|01|ann|";
    assertThat(loader.failures()).isEqualTo("0 null");
    assertThat(lines).anyMatch(line -> line.startsWith("sync|INFO" + ids + "paid 1 of 2|"));
    assertThat(lines).anyMatch(line -> line.startsWith("async|INFO" + ids + "paid 1 of 2|"));
    assertThat(lines).anyMatch(line -> line.startsWith("async|DEBUG" + ids + "failed|"));
    assertThat(lines)
        .filteredOn(line -> line.startsWith("sync|INFO"))
        .allMatch(
            line -> line.contains("user=ann") && line.contains("trace_id=" + span.traceIdHex()));
    assertThat(lines).contains("afterwards {user=bob}").hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({"1.2.13, 1.7.36", "1.5.21, 2.0.20", "1.6.6, 2.0.20"})
  void events_areRecordedOnce_withTheIdsOfTheirCall(String logback, String slf4j) throws Exception {
    WovenLoader loader = loader(logback, slf4j);
    long before = System.currentTimeMillis() * 1_000_000;

    Span span = recorded.within(() -> run(loader));

    assertThat(recorded.logs())
        .extracting(Object::toString)
        .containsExactly("shop.Checkout 9 INFO paid 1 of 2", "shop.Checkout 5 DEBUG failed");
    assertThat(recorded.logs()).allMatch(log -> log.span == span);
    assertThat(recorded.logs()).allMatch(log -> log.attributes.length == 0);
    assertThat(recorded.logs().get(0).epochNanos)
        .isBetween(before, (System.currentTimeMillis() + 1) * 1_000_000);
    assertThat(recorded.logs().get(1).thrown).hasMessage("closed");
  }

  @Test
  void withoutSpan_linesAreAsBefore() throws Exception {
    List<String> lines = run(loader("1.5.21", "2.0.20"));

    assertThat(lines).contains("sync|INFO||||ann|paid 1 of 2|user=ann");
    assertThat(recorded.logs()).hasSize(2).allMatch(log -> log.span == null);
  }

  @ParameterizedTest
  @CsvSource({"1.2.13, 1.7.36", "1.6.6, 2.0.20"})
  void contextAndMarkers_becomeAttributes_whenAskedFor(String logback, String slf4j)
      throws Exception {
    LogCapture.install(
        new LogCapture(List.of("*"), true, true, false), LogCapture.NOTHING, LogCapture.NOTHING);
    WovenLoader loader = loader(logback, slf4j);

    recorded.within(() -> run(loader));

    assertThat(recorded.logs().get(0).attributes).containsExactly(Key.of("user"), "ann");
    assertThat(recorded.logs().get(1).attributes)
        .containsExactly(Key.of("logback.marker"), new String[] {"AUDIT"}, Key.of("user"), "ann");
  }

  @Test
  void suppressedContext_keepsIdsInLines_butRecordsNothing() throws Exception {
    WovenLoader loader = loader("1.5.21", "2.0.20");
    List<String> lines = new ArrayList<>();

    Span span =
        recorded.within(
            () -> {
              Context before = Context.attach(Context.current().suppress(Context.LOG));
              lines.addAll(run(loader));
              Context.restore(before);
              return null;
            });

    assertThat(lines).anyMatch(line -> line.contains(span.traceIdHex()));
    assertThat(recorded.logs()).isEmpty();
  }

  private static WovenLoader loader(String logback, String slf4j) {
    return new WovenLoader(
        new LogbackInstrumentation(),
        "logback-classic-" + logback,
        "logback-core-" + logback,
        "slf4j-api-" + slf4j);
  }

  @SuppressWarnings("unchecked") // the class of another loader
  private static List<String> run(WovenLoader loader) throws Exception {
    return ((Callable<List<String>>) loader.make("dev.braid.app.LogbackApplication")).call();
  }
}
