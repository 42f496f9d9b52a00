/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.woven;

import dev.braid.agent.logs.LogRecorder;
import dev.braid.agent.logs.LogSink;
import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.agent.trace.Sampler;
import dev.braid.agent.trace.Span;
import dev.braid.agent.trace.SpanKind;
import dev.braid.agent.trace.SpanLimits;
import dev.braid.agent.trace.Tracer;
import dev.braid.bootstrap.Context;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Takes spans and log records while it is open, instead of the ring. */
final class Recorded implements LogSink, AutoCloseable {
  private static final InstrumentationScope SCOPE = new InstrumentationScope("test", null);

  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final List<RecordedLog> logs = new CopyOnWriteArrayList<>();
  private final Tracer tracerBefore;
  private final @Nullable LogSink sinkBefore;

  Recorded() {
    tracerBefore = Tracer.install(new Tracer(Sampler.ALWAYS_ON, SpanLimits.defaults(), spans::add));
    sinkBefore = LogRecorder.install(this);
  }

  /** Runs {@code work} below a span that is returned. */
  Span within(Callable<?> work) throws Exception {
    Span span = Tracer.get().start(SCOPE, SpanKind.SERVER, "request", Context.ROOT);
    Context before = Context.attach(Context.ROOT.withSpan(span));
    try {
      work.call();
    } finally {
      Context.restore(before);
    }
    return span;
  }

  List<Span> spans() {
    return spans;
  }

  List<RecordedLog> logs() {
    return logs;
  }

  @Override
  public void record(
      String loggerName,
      int severityNumber,
      @Nullable String severityText,
      @Nullable String body,
      long epochNanos,
      @Nullable Throwable thrown,
      @Nullable Object[] keysAndValues) {
    RecordedLog log = new RecordedLog(loggerName, severityNumber, severityText, body, epochNanos);
    log.thrown = thrown;
    log.attributes = keysAndValues;
    log.span = Span.current();
    logs.add(log);
  }

  @Override
  public void close() {
    Tracer.install(tracerBefore);
    LogRecorder.install(sinkBefore);
  }

  /** One record as it was handed over. */
  static final class RecordedLog {
    final String logger;
    final int severity;
    final @Nullable String level;
    final @Nullable String body;
    final long epochNanos;
    @Nullable Throwable thrown;
    @Nullable Object[] attributes = {};
    @Nullable Span span;

    RecordedLog(
        String logger,
        int severity,
        @Nullable String level,
        @Nullable String body,
        long epochNanos) {
      this.logger = logger;
      this.severity = severity;
      this.level = level;
      this.body = body;
      this.epochNanos = epochNanos;
    }

    @Override
    public String toString() {
      return logger + ' ' + severity + ' ' + level + ' ' + body;
    }
  }
}
