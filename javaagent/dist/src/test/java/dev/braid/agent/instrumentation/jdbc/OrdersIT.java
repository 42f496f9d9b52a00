/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.agent.harness.AgentProcess;
import dev.braid.agent.harness.Jdk;
import dev.braid.agent.harness.OtlpSink;
import dev.braid.agent.harness.ReceivedLog;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class OrdersIT {
  private static final Path LIBRARIES =
      Path.of("..", "agent", "target", "libraries-to-weave").toAbsolutePath().normalize();

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void pooledStatements_andLogLines_arrive(Jdk jdk) throws Exception {
    String classPath =
        Stream.of(
                LIBRARIES.resolve("h2-2.4.240.jar"),
                LIBRARIES.resolve("HikariCP-7.1.0.jar"),
                LIBRARIES.resolve("logback-classic-1.5.21.jar"),
                LIBRARIES.resolve("logback-core-1.5.21.jar"),
                LIBRARIES.resolve("slf4j-api-2.0.20.jar"),
                Path.of("target", "test-classes").toAbsolutePath())
            .peek(path -> assertThat(Files.exists(path)).as(path.toString()).isTrue())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));

    try (OtlpSink sink = OtlpSink.start();
        AgentProcess process =
            AgentProcess.on(jdk)
                .sendingTo(sink)
                .main(OrdersApplication.class.getName(), classPath)
                .start()) {
      assertThat(process.awaitExit()).isZero();

      sink.awaitSpans(3, span -> span.name().equals("SELECT DUAL"));
      assertThat(sink.spans()).hasSize(3);
      assertThat(sink.spans().get(0).attributes())
          .containsEntry("db.system.name", "h2database")
          .containsEntry("db.namespace", "orders")
          .containsEntry("db.query.text", "SELECT ? FROM DUAL WHERE ? = ?");
      ReceivedLog line = sink.awaitLog("orders were read");
      assertThat(line.scope().getName()).isEqualTo("shop.Orders");
      sink.awaitMetric("db.client.operation.duration");
      sink.awaitMetric("db.client.connection.use_time");
    }
  }
}
