/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelapi;

import dev.braid.agent.trace.InstrumentationScope;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;

/** Hands out tracers whose spans are the agent's. */
final class BridgedTracerProvider implements TracerProvider {
  @Override
  public Tracer get(String scopeName) {
    return new BridgedTracer(new InstrumentationScope(scopeName, ""));
  }

  @Override
  public Tracer get(String scopeName, String version) {
    return new BridgedTracer(new InstrumentationScope(scopeName, version));
  }

  @Override
  public TracerBuilder tracerBuilder(String scopeName) {
    return BridgedTracerBuilder.of(scopeName);
  }

  static final class BridgedTracer implements Tracer {
    private final InstrumentationScope scope;

    BridgedTracer(InstrumentationScope scope) {
      this.scope = scope;
    }

    @Override
    public SpanBuilder spanBuilder(String spanName) {
      return new BridgedSpanBuilder(scope, spanName);
    }
  }
}
