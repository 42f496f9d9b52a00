/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.dist.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.agent.harness.AgentProcess;
import dev.braid.agent.harness.Jdk;
import dev.braid.agent.harness.OtlpSink;
import dev.braid.agent.harness.ReceivedLog;
import dev.braid.agent.harness.ReceivedSpan;
import dev.braid.dist.app.JulApp;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.context.Context;
import java.io.File;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code java.util.logging} under the agent. */
class JulIT {
  private static final Path LIBRARIES =
      Path.of("..", "agent", "target", "libraries-to-weave").toAbsolutePath().normalize();
  private static final String[] BODIES = {
    "paid 1 of 2",
    "failed",
    "supplied",
    "with class and method",
    "fine",
    "finer",
    "open recipe",
    "outside"
  };

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void calls_areRecordedOnce_asTheLevelAndFilterLetThemPass(Jdk jdk) throws Exception {
    try (OtlpSink sink = OtlpSink.start();
        AgentProcess process = launch(jdk, sink).start()) {
      assertThat(process.awaitExit()).as(process.output().toString()).isZero();

      ReceivedSpan span = sink.awaitSpan("till");
      sink.awaitLog("outside");
      assertThat(sink.logs()).extracting(ReceivedLog::body).containsExactlyInAnyOrder(BODIES);
      assertThat(sink.logs())
          .extracting(log -> log.body() + " " + log.proto().getSeverityNumberValue())
          .contains("paid 1 of 2 13", "failed 17", "supplied 9", "with class and method 7")
          .contains("fine 6", "finer 5");
      assertThat(sink.logs())
          .filteredOn(log -> !log.body().equals("outside"))
          .allMatch(log -> log.isOf(span));
      ReceivedLog outside = sink.awaitLog("outside");
      assertThat(outside.proto().getTraceId().isEmpty()).isTrue();
      assertThat(outside.scope().getName()).isEqualTo("shop.Till");
      assertThat(outside.proto().getSeverityText()).isEqualTo("INFO");
      assertThat(sink.awaitLog("failed").attributes())
          .containsEntry("exception.type", "java.lang.IllegalStateException")
          .containsEntry("exception.message", "closed")
          .hasEntrySatisfying(
              "exception.stacktrace",
              trace -> assertThat((String) trace).contains("at dev.braid.dist.app.JulApp.log"));
      assertThat(process.output()).contains("filter asked 2", "manager LogManager");
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void logManagerAndMBeanServerOfTheApplication_areStillItsChoice_afterMetricsWereSent(Jdk jdk)
      throws Exception {
    try (OtlpSink sink = OtlpSink.start();
        AgentProcess process = launch(jdk, sink).argument("own").start()) {
      String line = process.awaitLine("listening on ");
      sink.awaitMetric("jvm.memory.used");
      sink.awaitMetric("jvm.cpu.time");
      int port = Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
      new Socket(InetAddress.getLoopbackAddress(), port).close();
      assertThat(process.awaitExit()).as(process.output().toString()).isZero();

      assertThat(process.output()).contains("manager OwnLogManager", "own builder");
      sink.awaitLog("outside");
      assertThat(sink.logs()).extracting(ReceivedLog::body).containsExactlyInAnyOrder(BODIES);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void recordsBridgedToLogback_areLogbacksOnly(Jdk jdk, @TempDir Path folder) throws Exception {
    Path settings =
        Files.writeString(
            folder.resolve("logging.properties"),
            "handlers=org.slf4j.bridge.SLF4JBridgeHandler\n.level=ALL\n");
    String libraries =
        Stream.of("logback-classic-1.5.21", "logback-core-1.5.21", "slf4j-api-2.0.20")
            .map(name -> LIBRARIES.resolve(name + ".jar").toString())
            .collect(Collectors.joining(File.pathSeparator));
    String bridge = LIBRARIES.resolve("jul-to-slf4j-2.0.20.jar").toString();
    try (OtlpSink sink = OtlpSink.start();
        AgentProcess process =
            AgentProcess.on(jdk)
                .sendingTo(sink)
                .property("java.util.logging.config.file", settings.toString())
                .main(
                    JulApp.class.getName(),
                    String.join(File.pathSeparator, applicationPath(), libraries, bridge))
                .start()) {
      assertThat(process.awaitExit()).as(process.output().toString()).isZero();

      ReceivedSpan span = sink.awaitSpan("till");
      sink.awaitLog("outside");
      List<ReceivedLog> ours =
          sink.logs().stream().filter(log -> log.scope().getName().startsWith("shop.")).toList();
      assertThat(ours).extracting(ReceivedLog::body).containsExactlyInAnyOrder(BODIES);
      assertThat(ours)
          .extracting(log -> log.body() + " " + log.proto().getSeverityText())
          .as("Logback's levels")
          .contains("paid 1 of 2 WARN", "failed ERROR", "supplied INFO", "fine DEBUG");
      assertThat(sink.awaitLog("paid 1 of 2").isOf(span)).isTrue();
    }
  }

  private static AgentProcess.Launch launch(Jdk jdk, OtlpSink sink) {
    return AgentProcess.on(jdk).sendingTo(sink).main(JulApp.class.getName(), applicationPath());
  }

  private static String applicationPath() {
    return Stream.of(JulApp.class, OpenTelemetry.class, Context.class, ComponentLoader.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }
}
