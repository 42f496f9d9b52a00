/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

import dev.braid.bootstrap.Context;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Starts spans. Thread-safe; until the agent has started, its spans are not recorded. */
public final class Tracer {
  private static volatile Tracer current =
      new Tracer(Sampler.ALWAYS_OFF, SpanLimits.defaults(), new Nowhere());

  final SpanLimits limits;
  private final Sampler sampler;
  private final SpanSink sink;
  private volatile @Nullable HeadRules rules;

  public Tracer(Sampler sampler, SpanLimits limits, SpanSink sink) {
    this.sampler = sampler;
    this.limits = limits;
    this.sink = sink;
  }

  public static Tracer get() {
    return current;
  }

  /** Makes {@code tracer} the one that instrumentations use, and returns the one before. */
  public static Tracer install(Tracer tracer) {
    Tracer before = current;
    current = tracer;
    return before;
  }

  /** Rules that outrank the sampler, or null. */
  public void headRules(@Nullable HeadRules newRules) {
    rules = newRules;
  }

  /** Starts a span below the span of {@code parent}, now. Never null; may be unsampled. */
  public Span start(InstrumentationScope scope, SpanKind kind, String name, Context parent) {
    return start(scope, kind, name, (Span) parent.span);
  }

  /** Starts a span below {@code parent}, or a new trace where that is null. */
  public Span start(InstrumentationScope scope, SpanKind kind, String name, @Nullable Span parent) {
    return make(scope, kind, name, parent, false, 0);
  }

  /** Starts a span whose start time is given, for instance by the application. */
  public Span startAt(
      InstrumentationScope scope,
      SpanKind kind,
      String name,
      @Nullable Span parent,
      long epochNanos) {
    return make(scope, kind, name, parent, false, epochNanos);
  }

  /** Starts the span of a request that was received, for which head rules are asked. */
  public Span startServer(
      InstrumentationScope scope, String method, String path, @Nullable Span parent) {
    HeadRules asked = rules;
    HeadRules.Decision decision =
        asked == null ? HeadRules.Decision.NONE : asked.decide(parent, method, path);
    if (decision == HeadRules.Decision.NONE) {
      return make(scope, SpanKind.SERVER, method, parent, false, 0);
    }
    Span span = make(scope, SpanKind.SERVER, method, parent, true, 0);
    span.sampled(decision == HeadRules.Decision.RECORD);
    return span;
  }

  private Span make(
      InstrumentationScope scope,
      SpanKind kind,
      String name,
      @Nullable Span parent,
      boolean isDecided,
      long epochNanos) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = parent == null ? random.nextLong() : parent.traceIdHigh();
    long low = parent == null ? nonZero(random) : parent.traceIdLow();
    Span span = new Span(this, scope, kind, name, high, low, nonZero(random), parent);
    span.sampled(!isDecided && sampler.isSampled(parent, high, low));
    span.begin(parent, epochNanos);
    return span;
  }

  void ended(Span span) {
    sink.ended(span);
  }

  private static long nonZero(ThreadLocalRandom random) {
    long id;
    do {
      id = random.nextLong();
    } while (id == 0);
    return id;
  }

  private static final class Nowhere implements SpanSink {
    @Override
    public void ended(Span span) {
      // Nobody listens before the agent has started.
    }
  }
}
