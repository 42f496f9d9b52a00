/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.agent.harness.AgentProcess;
import dev.braid.agent.harness.Jdk;
import dev.braid.agent.harness.OtlpSink;
import dev.braid.agent.harness.ReceivedLog;
import dev.braid.agent.harness.ReceivedSpan;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OtelApiIT {
  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void spansLogsAndMetricsOfTheApplication_leaveWithTheAgent(Jdk jdk) throws Exception {
    try (OtlpSink sink = OtlpSink.start();
        AgentProcess process =
            AgentProcess.on(jdk)
                .sendingTo(sink)
                .main(
                    OtelApiApp.class,
                    OpenTelemetry.class,
                    Context.class,
                    ComponentLoader.class,
                    WithSpan.class)
                .start()) {
      assertThat(process.awaitExit()).as(process.output().toString()).isZero();

      ReceivedSpan outer = sink.awaitSpan("outer");
      assertThat(outer.scope().getName()).isEqualTo("app");
      assertThat(outer.attributes()).containsEntry("order", 17L).containsKey("tags");
      assertThat(outer.proto().getStatus().getCode())
          .isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
      assertThat(outer.proto().getEventsList())
          .extracting("name")
          .containsExactly("packed", "exception");
      ReceivedSpan knead = sink.awaitSpan("knead");
      assertThat(knead.isChildOf(outer)).isTrue();
      assertThat(knead.attributes()).containsEntry("flour", "bread");
      assertThat(sink.awaitSpan("OtelApiApp.later").isChildOf(outer)).isTrue();
      ReceivedLog log = sink.awaitLog("written by hand");
      assertThat(log.isOf(outer)).isTrue();
      assertThat(sink.awaitMetric("loaves").proto().getSum().getDataPoints(0).getAsInt())
          .isEqualTo(5);
      assertThat(sink.awaitMetric("oven.temperature").scope().getName()).isEqualTo("app");
      assertThat(process.output())
          .anyMatch(
              line -> line.startsWith("traceparent 00-") && line.endsWith("baggage tier=gold"))
          .contains("current is outer: true", "after: false");
    }
  }
}
