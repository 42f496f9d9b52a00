/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.edit;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Extensions;
import dev.braid.collector.component.Place;
import dev.braid.collector.component.ProcessorFactory;
import dev.braid.collector.processor.filter.FilterFactory;
import dev.braid.collector.processor.transform.TransformFactory;
import dev.braid.collector.telemetry.Telemetry;
import dev.braid.config.ConfigLoader;
import dev.braid.otlp.AttributeWriter;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import dev.braid.otlp.Signal;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Spans a second through OTTL on one thread: 512 spans of five attributes in a request. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(512)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ProcessorsBenchmark {
  private static final String RESOURCE =
      "trace_statements: ['set(resource.attributes[\"deployment.environment\"], \"production\")']";
  private static final String ATTRIBUTES =
      "trace_statements: ['set(span.attributes[\"team\"], \"shop\")',"
          + " 'delete_key(span.attributes, \"user_agent.original\")']";
  private static final String FILTER =
      "traces: {span: ['attributes[\"http.route\"] == \"/health\"']}";
  private static final String PATTERN =
      "traces: {span: ['IsMatch(attributes[\"url.path\"], \"^/health\")']}";

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Environment environment =
      new Environment(new Telemetry(), timer, Clock.systemUTC(), Extensions.NONE);
  private @Nullable Batch result;
  private Batch batch = Batch.of(Signal.TRACES, new byte[0]);
  private BatchConsumer chain = taken -> result = taken;
  private BatchConsumer filter = chain;
  private BatchConsumer pattern = chain;

  @Setup
  public void prepare() {
    batch = Batch.of(Signal.TRACES, request());
    BatchConsumer end = taken -> result = taken;
    Editing resource = editing(new TransformFactory(), RESOURCE, end);
    Editing attributes = editing(new TransformFactory(), ATTRIBUTES, end);
    Editing filters = editing(new FilterFactory(), FILTER, end);
    EditingStage.Border border =
        new EditingStage.Border(
            environment.telemetry().counter("outgoing", "of", "bench"),
            environment.telemetry().counter("incoming", "of", "bench"));
    chain = new EditingStage(List.of(resource, attributes, filters), List.of(border, border), end);
    filter = new EditingStage(List.of(filters), List.of(), end);
    pattern = new EditingStage(List.of(editing(new FilterFactory(), PATTERN, end)), List.of(), end);
  }

  @TearDown
  public void stop() {
    timer.shutdownNow();
  }

  private Editing editing(ProcessorFactory factory, String yaml, BatchConsumer end) {
    ConfigLoader loader = new ConfigLoader(name -> null).text("bench", yaml);
    EditingPlan plan = (EditingPlan) factory.prepare("bench", loader.root());
    if (!loader.faults().isEmpty()) {
      throw new IllegalStateException(loader.faults().toString());
    }
    return plan.edit(new Place("bench", "traces", Signal.TRACES, end), environment);
  }

  private static byte[] request() {
    ProtoWriter target = new ProtoWriter(1 << 18);
    int resource = target.begin(Fields.Wrapper.RESOURCE_ITEMS, 3);
    int attributes = target.begin(Fields.Wrapper.RESOURCE);
    AttributeWriter.string(target, Fields.Resource.ATTRIBUTES, "service.name", "shop");
    target.end(attributes);
    int scope = target.begin(Fields.Wrapper.SCOPE_ITEMS, 3);
    for (int i = 1; i <= 512; i++) {
      span(target, i * 0x5851f42d4c957f2dL);
    }
    target.end(scope);
    target.end(resource);
    return target.toByteArray();
  }

  private static void span(ProtoWriter target, long id) {
    int field = Fields.Span.ATTRIBUTES;
    int mark = target.begin(Fields.Wrapper.ITEM, 2);
    target.traceId(Fields.Span.TRACE_ID, id, ~id);
    target.spanId(Fields.Span.SPAN_ID, id);
    target.spanId(Fields.Span.PARENT_SPAN_ID, id + 1);
    target.string(Fields.Span.NAME, "GET /orders/{id}");
    target.varint(Fields.Span.KIND, 2);
    target.fixed64(Fields.Span.START_TIME_UNIX_NANO, id);
    target.fixed64(Fields.Span.END_TIME_UNIX_NANO, id + 1_000_000);
    AttributeWriter.string(target, field, "http.request.method", "GET");
    AttributeWriter.string(target, field, "http.route", "/orders/{id}");
    AttributeWriter.string(target, field, "url.path", "/orders/1234567");
    AttributeWriter.integer(target, field, "http.response.status_code", 200);
    AttributeWriter.string(
        target, field, "user_agent.original", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
    target.fixed32(Fields.Span.FLAGS, 0x101);
    target.end(mark);
  }

  /** Resource upsert, attribute upsert and delete, and a condition: one pass. */
  @Benchmark
  public @Nullable Object upsertUpsertDeleteFilter() {
    chain.accept(batch);
    return result;
  }

  /** A condition that holds for no span. */
  @Benchmark
  public @Nullable Object filterOnly() {
    filter.accept(batch);
    return result;
  }

  /** A regular expression that matches no span. */
  @Benchmark
  public @Nullable Object patternOnly() {
    pattern.accept(batch);
    return result;
  }
}
