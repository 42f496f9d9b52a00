/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import dev.braid.agent.logs.LogEncoder;
import dev.braid.agent.logs.LogSink;
import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.agent.trace.Span;
import dev.braid.agent.trace.SpanEncoder;
import dev.braid.agent.trace.SpanLimits;
import dev.braid.agent.trace.SpanSink;
import dev.braid.otlp.ProtoWriter;
import dev.braid.otlp.Signal;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Encodes spans and log records on the application's threads and puts them in the ring. */
final class Recorder implements SpanSink, LogSink {
  /** Loggers are one a class; names that are made up beyond that get a scope each time. */
  private static final int MAX_LOGGERS = 2_000;

  private final ItemRing ring;
  private final SpanLimits logLimits;
  private final ConcurrentHashMap<String, InstrumentationScope> loggers = new ConcurrentHashMap<>();

  Recorder(ItemRing ring, SpanLimits logLimits) {
    this.ring = ring;
    this.logLimits = logLimits;
  }

  @Override
  public void ended(Span span) {
    Stripe stripe = ring.claim();
    try {
      ProtoWriter writer = stripe.writer();
      SpanEncoder.write(span, writer);
      ring.publish(stripe, Signal.TRACES, span.scope(), writer);
    } catch (Throwable fault) {
      ring.failed(Signal.TRACES);
    } finally {
      stripe.release();
    }
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
    InstrumentationScope scope = scope(loggerName);
    Stripe stripe = ring.claim();
    try {
      ProtoWriter writer = stripe.writer();
      LogEncoder.write(
          writer,
          severityNumber,
          severityText,
          body,
          epochNanos,
          thrown,
          keysAndValues,
          Span.current(),
          logLimits);
      ring.publish(stripe, Signal.LOGS, scope, writer);
    } catch (Throwable fault) {
      ring.failed(Signal.LOGS);
    } finally {
      stripe.release();
    }
  }

  private InstrumentationScope scope(String loggerName) {
    InstrumentationScope known = loggers.get(loggerName);
    if (known != null) {
      return known;
    }
    InstrumentationScope scope = new InstrumentationScope(loggerName, null);
    if (loggers.size() < MAX_LOGGERS) {
      InstrumentationScope raced = loggers.putIfAbsent(loggerName, scope);
      return raced == null ? scope : raced;
    }
    return scope;
  }
}
