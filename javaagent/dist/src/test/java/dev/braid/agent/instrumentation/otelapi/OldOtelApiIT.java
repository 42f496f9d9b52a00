/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.agent.harness.AgentProcess;
import dev.braid.agent.harness.Jdk;
import dev.braid.agent.harness.OtlpSink;
import dev.braid.agent.harness.ReceivedSpan;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bridge with the oldest API, and with the first that has logs. */
class OldOtelApiIT {
  private static final String OLDEST = "1.0.0";
  private static final String FIRST_WITH_LOGS = "1.27.0";
  private static final Path LIBRARIES =
      Path.of("..", "agent", "target", "libraries-to-weave").toAbsolutePath().normalize();

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  static List<Arguments> versions() {
    List<Arguments> versions = new ArrayList<>();
    for (Jdk jdk : Jdk.all()) {
      versions.add(Arguments.of(jdk, OLDEST));
      versions.add(Arguments.of(jdk, FIRST_WITH_LOGS));
    }
    return versions;
  }

  @ParameterizedTest
  @MethodSource("versions")
  void spansContextAndBaggage_agree(Jdk jdk, String version) throws Exception {
    try (OtlpSink sink = OtlpSink.start();
        AgentProcess process = launch(jdk, version, sink).start()) {
      assertThat(process.awaitExit()).as(process.output().toString()).isZero();

      ReceivedSpan outer = sink.awaitSpan("outer");
      assertThat(HexFormat.of().formatHex(outer.traceId().toByteArray()))
          .isEqualTo("0af7651916cd43dd8448eb211c80319c");
      assertThat(outer.scope().getVersion()).isEqualTo("1.2");
      assertThat(outer.attributes()).containsEntry("order", 17L);
      assertThat(outer.proto().getStatus().getCode())
          .isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
      assertThat(outer.proto().getEventsList())
          .extracting("name")
          .containsExactly("packed", "exception");
      assertThat(sink.awaitSpan("inner").isChildOf(outer)).isTrue();
      assertThat(sink.awaitSpan("knead").isChildOf(outer)).isTrue();
      assertThat(process.output())
          .anyMatch(line -> line.startsWith("traceparent 00-0af7651916cd43dd8448eb211c80319c-"))
          .anyMatch(line -> line.endsWith("baggage tier=gold"))
          .contains("tier is gold", "after: false")
          .noneMatch(line -> line.contains("advice failed"));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void logsLeave_andMetersThatTheSdkCannotServe_areNoops_andSaid(Jdk jdk) throws Exception {
    try (OtlpSink sink = OtlpSink.start();
        AgentProcess process =
            launch(jdk, FIRST_WITH_LOGS, sink).argument("logs").argument("metrics").start()) {
      assertThat(process.awaitExit()).as(process.output().toString()).isZero();

      assertThat(sink.awaitLog("written by hand").isOf(sink.awaitSpan("outer"))).isTrue();
      assertThat(process.output())
          .contains("counted", "after: false")
          .filteredOn(line -> line.contains("OpenTelemetry API are not exported: it lacks"))
          .hasSize(1);
    }
  }

  private static AgentProcess.Launch launch(Jdk jdk, String version, OtlpSink sink) {
    String classPath =
        Stream.of(
                Path.of("target", "test-classes").toAbsolutePath(),
                LIBRARIES.resolve("opentelemetry-api-" + version + ".jar"),
                LIBRARIES.resolve("opentelemetry-context-" + version + ".jar"),
                LIBRARIES.resolve("opentelemetry-instrumentation-annotations-1.32.0.jar"))
            .peek(path -> assertThat(Files.exists(path)).as(path.toString()).isTrue())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    return AgentProcess.on(jdk).sendingTo(sink).main(OldOtelApiApp.class.getName(), classPath);
  }
}
