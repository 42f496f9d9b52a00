/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Writing one span; validating, walking, merging and splitting a request of 512. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WireBenchmark {
  private static final int SPANS = 512;
  private static final byte[] METHOD = AttributeWriter.encodeKey("http.request.method");
  private static final byte[] ROUTE = AttributeWriter.encodeKey("http.route");
  private static final byte[] PATH = AttributeWriter.encodeKey("url.path");
  private static final byte[] STATUS = AttributeWriter.encodeKey("http.response.status_code");
  private static final byte[] AGENT = AttributeWriter.encodeKey("user_agent.original");

  private final ProtoWriter writer = new ProtoWriter(1 << 10);
  private final SpanCursor cursor = new SpanCursor();
  private final OtlpValidator validator = new OtlpValidator(Limits.DEFAULT);
  private byte[] request = {};
  private Batch batch = Batch.of(Signal.TRACES, request);
  private long id = 1;

  @Setup
  public void fill() {
    ProtoWriter target = new ProtoWriter(1 << 18);
    int resource = target.begin(Fields.Wrapper.RESOURCE_ITEMS, 3);
    int attributes = target.begin(Fields.Wrapper.RESOURCE);
    AttributeWriter.string(target, Fields.Resource.ATTRIBUTES, "service.name", "shop");
    target.end(attributes);
    int scope = target.begin(Fields.Wrapper.SCOPE_ITEMS, 3);
    for (int i = 0; i < SPANS; i++) {
      span(target);
    }
    target.end(scope);
    target.end(resource);
    request = target.toByteArray();
    batch = Batch.of(Signal.TRACES, request);
  }

  Batch batch() {
    return batch;
  }

  private void span(ProtoWriter target) {
    id = id * 0x5851f42d4c957f2dL + 1;
    int mark = target.begin(Fields.Wrapper.ITEM, 2);
    target.traceId(Fields.Span.TRACE_ID, id, ~id);
    target.spanId(Fields.Span.SPAN_ID, id);
    target.spanId(Fields.Span.PARENT_SPAN_ID, id + 1);
    target.string(Fields.Span.NAME, "GET /orders/{id}");
    target.varint(Fields.Span.KIND, 2);
    target.fixed64(Fields.Span.START_TIME_UNIX_NANO, id);
    target.fixed64(Fields.Span.END_TIME_UNIX_NANO, id + 1_000_000);
    AttributeWriter.string(target, Fields.Span.ATTRIBUTES, METHOD, "GET");
    AttributeWriter.string(target, Fields.Span.ATTRIBUTES, ROUTE, "/orders/{id}");
    AttributeWriter.string(target, Fields.Span.ATTRIBUTES, PATH, "/orders/1234567");
    AttributeWriter.integer(target, Fields.Span.ATTRIBUTES, STATUS, 200);
    AttributeWriter.string(
        target, Fields.Span.ATTRIBUTES, AGENT, "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
    target.fixed32(Fields.Span.FLAGS, 0x101);
    target.end(mark);
  }

  @Benchmark
  public int writeSpan() {
    writer.reset();
    span(writer);
    return writer.size();
  }

  @Benchmark
  public Object validate512() {
    return validator.validate(Signal.TRACES, request);
  }

  @Benchmark
  public int count512() {
    return ItemCounter.count(Signal.TRACES, request, 0, request.length);
  }

  @Benchmark
  public long walk512() {
    long sum = 0;
    cursor.reset(batch);
    while (cursor.next()) {
      SpanView span = cursor.span();
      sum += span.traceId().longAt(0) + span.durationNanos() + span.kind();
      AnyValueView status = span.attributes().find("http.response.status_code");
      sum += status == null ? 0 : status.longValue();
    }
    return sum;
  }

  @Benchmark
  public Object merge16() {
    return Batch.merge(
        List.of(
            batch, batch, batch, batch, batch, batch, batch, batch, batch, batch, batch, batch,
            batch, batch, batch, batch));
  }

  @Benchmark
  public Object split512In4() {
    return batch.split(128);
  }
}
