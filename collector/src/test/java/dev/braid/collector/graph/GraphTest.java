/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Extensions;
import dev.braid.collector.telemetry.Telemetry;
import dev.braid.config.ConfigLoader;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import dev.braid.otlp.SpanCursor;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pipelines wired without receivers: what passes, and what the processors count. */
final class GraphTest {
  private static final String CONFIGURATION =
      """
      receivers: {otlp: {protocols: {grpc: }}}
      processors:
        filter/a: {trace_conditions: ['span.name == "a"']}
        transform/x: {trace_statements: ['set(span.name, Concat([span.name, "x"], ""))']}
        filter/b: {trace_conditions: ['span.name == "bx"']}
      exporters: {debug: }
      service:
        pipelines:
          traces: {receivers: [otlp], processors: [filter/a, transform/x, filter/b], exporters: [debug]}
      """;

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final Telemetry telemetry = new Telemetry();
  private final Graph graph =
      new Graph(new Environment(telemetry, timer, Clock.systemUTC(), Extensions.NONE));
  private final List<Batch> out = new ArrayList<>();

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  @Test
  void editingProcessorsInARow_areOneStage_andCountAsIfTheyStoodAlone() {
    graph.connect(plan(), Map.of("debug", out::add));

    head().accept(batch("a", "b", "c", "d"));

    assertThat(names(out.get(0))).containsExactly("cx", "dx");
    assertThat(graph.stages()).hasSize(1);
    assertCount("incoming", "filter/a", 4);
    assertCount("outgoing", "filter/a", 3);
    assertCount("incoming", "transform/x", 3);
    assertCount("outgoing", "transform/x", 3);
    assertCount("incoming", "filter/b", 3);
    assertCount("outgoing", "filter/b", 2);
  }

  @Test
  void sameConfigurationAgain_keepsTheStage() {
    graph.connect(plan(), Map.of("debug", out::add));
    List<BatchConsumer> before = graph.stages();

    List<BatchConsumer> removed = graph.connect(plan(), Map.of("debug", out::add));

    assertThat(removed).isEmpty();
    assertThat(graph.stages()).isEqualTo(before);
  }

  private BatchConsumer head() {
    return Objects.requireNonNull(graph.heads().get("traces"), "no pipeline");
  }

  private void assertCount(String direction, String processor, int items) {
    assertThat(new String(telemetry.scrape(), StandardCharsets.UTF_8).lines())
        .contains(
            "otelcol_processor_"
                + direction
                + "_items_total{otel_signal=\"traces\",pipeline=\"traces\",processor=\""
                + processor
                + "\"} "
                + items
                + ".0");
  }

  private static Plan plan() {
    ConfigLoader loader = new ConfigLoader(name -> null).text("f", CONFIGURATION);
    Plan plan = PlanReader.read(loader.root());
    assertThat(loader.faults().toString()).isEmpty();
    return plan;
  }

  private static Batch batch(String... names) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (String name : names) {
      scope.addSpans(Span.newBuilder().setName(name));
    }
    return Batch.of(
        Signal.TRACES,
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
            .build()
            .toByteArray());
  }

  private static List<String> names(Batch batch) {
    List<String> names = new ArrayList<>();
    SpanCursor cursor = new SpanCursor();
    cursor.reset(batch);
    while (cursor.next()) {
      names.add(cursor.span().name().toString());
    }
    return names;
  }
}
