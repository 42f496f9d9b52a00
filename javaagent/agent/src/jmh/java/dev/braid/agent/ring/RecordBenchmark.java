/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import dev.braid.agent.metrics.DurationBounds;
import dev.braid.agent.metrics.DurationHistogram;
import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.agent.trace.Key;
import dev.braid.agent.trace.Sampler;
import dev.braid.agent.trace.Semconv;
import dev.braid.agent.trace.Span;
import dev.braid.agent.trace.SpanKind;
import dev.braid.agent.trace.SpanLimits;
import dev.braid.agent.trace.Tracer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one span, duration or log record costs the application's thread, hand-over to the ring
 * included where the name does not say otherwise.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class RecordBenchmark {
  private static final InstrumentationScope SCOPE = new InstrumentationScope("benchmark", "1");
  private static final Key CUSTOMER = Key.of("customer");
  private static final @Nullable Object[] NO_ATTRIBUTES = {};

  private final Recording recording = Discarded.start();
  private final Tracer tracer = tracer(Sampler.ALWAYS_ON, recording);
  private final Tracer unsampled = tracer(Sampler.ALWAYS_OFF, recording);
  private final Tracer idle = new Tracer(Sampler.ALWAYS_ON, SpanLimits.defaults(), span -> {});
  private final DurationHistogram durations =
      new DurationHistogram(
          SCOPE,
          "benchmark.duration",
          "",
          DurationBounds.HTTP,
          Semconv.HTTP_REQUEST_METHOD,
          Semconv.HTTP_RESPONSE_STATUS_CODE,
          Semconv.HTTP_ROUTE,
          Semconv.URL_SCHEME);
  private final Long status = 200L;
  private long nanos;

  private static Tracer tracer(Sampler sampler, Recording recording) {
    return new Tracer(sampler, SpanLimits.defaults(), recording.spans());
  }

  @TearDown
  public void stop() {
    recording.close(1_000);
  }

  @Benchmark
  public Span spanOfFiveAttributes() {
    return run(tracer);
  }

  @Benchmark
  public Span spanOfFiveAttributes_notHandedOver() {
    return run(idle);
  }

  @Benchmark
  public Span unsampledSpan() {
    return run(unsampled);
  }

  private static Span run(Tracer tracer) {
    Span span = tracer.start(SCOPE, SpanKind.SERVER, "GET /orders/{id}", (Span) null);
    span.set(Semconv.HTTP_REQUEST_METHOD, "GET")
        .set(Semconv.HTTP_ROUTE, "/orders/{id}")
        .set(Semconv.URL_PATH, "/orders/1234567")
        .set(Semconv.HTTP_RESPONSE_STATUS_CODE, 200)
        .set(CUSTOMER, "4711")
        .end();
    return span;
  }

  @Benchmark
  public void duration() {
    nanos += 999_983;
    durations.record(
        nanos & 0xfffffff, null, "GET", status, "/orders/{id}", "http", null, null, null, null);
  }

  @Benchmark
  public void logRecord() {
    recording
        .logs()
        .record("shop.Orders", 9, "INFO", "served order 1234567", 0, null, NO_ATTRIBUTES);
  }
}
