/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Extensions;
import dev.braid.collector.component.Place;
import dev.braid.collector.component.ProcessorFactory;
import dev.braid.collector.component.ProcessorPlan;
import dev.braid.collector.processor.filter.FilterFactory;
import dev.braid.collector.processor.transform.TransformFactory;
import dev.braid.collector.telemetry.Telemetry;
import dev.braid.config.ConfigLoader;
import dev.braid.config.Section;
import dev.braid.otlp.Acknowledgement;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Failure;
import dev.braid.otlp.Signal;
import dev.braid.otlp.SpanCursor;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The filter and transform processors as stages: what they hand on, settle, count and refuse. */
class EditingProcessorsTest {
  private final ConfigLoader loader = new ConfigLoader(name -> null);
  private final Telemetry telemetry = new Telemetry();
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final Environment environment =
      new Environment(telemetry, timer, Clock.systemUTC(), Extensions.NONE);
  private final List<Batch> out = new ArrayList<>();
  private final List<@Nullable Failure> settled = new ArrayList<>();

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  @Test
  void filter_dropsCountsAndHandsOnTheRest() {
    BatchConsumer stage = stage(new FilterFactory(), "traces: {span: ['name == \"b\"']}");

    stage.accept(batch("a", "b", "c"));

    assertThat(names(out.get(0))).containsExactly("a", "c");
    assertThat(settled).isEmpty();
    assertThat(page())
        .contains("otelcol_processor_filter_spans_filtered_total{filter=\"test\"} 1.0");
  }

  @Test
  void filterThatDropsAll_settlesTheBatch() {
    BatchConsumer stage = stage(new FilterFactory(), "trace_conditions: ['span.name != \"\"']");

    stage.accept(batch("a", "b"));

    assertThat(out).isEmpty();
    assertThat(settled).containsExactly((Failure) null);
  }

  @Test
  void propagatedError_refusesTheBatchForGood() {
    BatchConsumer stage =
        stage(
            new TransformFactory(),
            "{error_mode: propagate, trace_statements: ['set(span.name, 5)']}");

    stage.accept(batch("a"));

    assertThat(out).isEmpty();
    assertThat(settled).hasSize(1);
    assertThat(String.valueOf(settled.get(0)))
        .startsWith("permanent")
        .contains("set(span.name, 5)", "expected a string, found an int");
  }

  @Test
  void ignoredError_isCountedAndTheRestGoesOn() {
    BatchConsumer stage =
        stage(
            new TransformFactory(),
            "trace_statements: ['set(span.name, 5)', 'set(span.trace_state, \"x=y\")']");

    stage.accept(batch("a"));

    assertThat(names(out.get(0))).containsExactly("a");
    assertThat(page()).contains("otelcol_processor_ottl_errors_total{processor=\"test\"} 1.0");
  }

  @Test
  void sharedStage_countsOnTheBorderOfItsProcessors() {
    Editing first = editing(new FilterFactory(), "traces: {span: ['name == \"a\"']}");
    Editing second = editing(new TransformFactory(), "trace_statements: ['set(span.name, \"x\")']");
    CounterDataPoint outgoing = telemetry.counter("out", "of", "first");
    CounterDataPoint incoming = telemetry.counter("in", "of", "second");
    EditingStage stage =
        new EditingStage(
            List.of(first, second), List.of(new EditingStage.Border(outgoing, incoming)), out::add);

    stage.accept(batch("a", "b", "c"));

    assertThat(names(out.get(0))).containsExactly("x", "x");
    assertThat(outgoing.get()).isEqualTo(2);
    assertThat(incoming.get()).isEqualTo(2);
  }

  @Test
  void groups_runOneAfterTheOtherOverTheWholeBatch() {
    BatchConsumer stage =
        stage(
            new TransformFactory(),
            """
            trace_statements:
              - statements: ['set(resource.attributes["last"], span.name)']
              - statements: ['set(span.name, resource.attributes["last"])']
            """);

    stage.accept(batch("a", "b", "c"));

    assertThat(names(out.get(0))).containsExactly("c", "c", "c");
  }

  @Test
  void faults_nameThePlaceTheColumnAndTheNearestName() {
    read(
        new TransformFactory(),
        """
        error_mode: ignre
        trace_statements:
          - context: spam
            statements: []
          - context: span
            conditions: ['nam == "a"']
            statements:
              - sett(name, "x")
              - set(name, ToLower("x"))
            sttements: []
        metric_statements: ['set(name, "x")']
        """);

    assertThat(loader.faults().toString())
        .contains("test:1:13 error_mode: found 'ignre', allowed one of ignore, silent, propagate")
        .contains("test:3:14 trace_statements[0].context: found 'spam'", "did you mean 'span'?")
        .contains("test:6:18", "column 1: unknown path 'nam' of span", "did you mean 'name'?")
        .contains("test:8:9", "column 1: unknown editor 'sett', did you mean 'set'?")
        .contains("test:9:9", "column 11: unknown converter 'ToLower'")
        .contains("unknown key", "did you mean 'statements'?");
  }

  @Test
  void statementsWithoutContext_saySo() {
    read(new TransformFactory(), "metric_statements: ['set(name, \"x\")']");

    assertThat(loader.faults().toString())
        .contains("no path names its context", "datapoint.attributes[\"key\"]");
  }

  @Test
  void oldWaysToFilter_nameWhatReplacesThem() {
    read(
        new FilterFactory(),
        """
        spans: {include: {match_type: strict, services: [a]}}
        metrics: {exclude: {match_type: strict, metric_names: [a]}}
        logs: {include: {match_type: strict, bodies: [a]}}
        """);

    assertThat(loader.faults().toString())
        .contains("test:1:1 spans: is the old way to match", "trace_conditions")
        .contains("metrics.exclude: is the old way to match", "metric_conditions")
        .contains("logs.include: is the old way to match", "log_conditions");
  }

  private ProcessorPlan read(ProcessorFactory factory, String yaml) {
    loader.text("test", yaml);
    Section root = loader.root();
    ProcessorPlan plan = factory.prepare("test", root);
    root.rejectUnknownKeys();
    return plan;
  }

  private BatchConsumer stage(ProcessorFactory factory, String yaml) {
    ProcessorPlan plan = read(factory, yaml);
    assertThat(loader.faults().toString()).isEmpty();
    return plan.start(new Place("test", "traces", Signal.TRACES, out::add), environment);
  }

  private Editing editing(ProcessorFactory factory, String yaml) {
    ConfigLoader own = new ConfigLoader(name -> null).text("test", yaml);
    ProcessorPlan plan = factory.prepare("test", own.root());
    assertThat(plan).isInstanceOf(EditingPlan.class);
    return ((EditingPlan) plan)
        .edit(new Place("test", "traces", Signal.TRACES, out::add), environment);
  }

  private String page() {
    return new String(telemetry.scrape(), StandardCharsets.UTF_8);
  }

  private Batch batch(String... names) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (String name : names) {
      scope.addSpans(Span.newBuilder().setName(name));
    }
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
            .build();
    return Batch.of(Signal.TRACES, request.toByteArray())
        .withAcknowledgement(Acknowledgement.root(settled::add));
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
