/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelapi;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;

/** The agent, as the application's OpenTelemetry API sees it. */
final class BridgedOpenTelemetry implements OpenTelemetry {
  private final TracerProvider tracers = new BridgedTracerProvider();
  private final ContextPropagators propagators = ContextPropagators.create(new BridgedPropagator());

  @Override
  public TracerProvider getTracerProvider() {
    return tracers;
  }

  @Override
  public MeterProvider getMeterProvider() {
    return ApplicationMeters.provider();
  }

  @Override
  public LoggerProvider getLogsBridge() {
    return BridgedLoggers.PROVIDER;
  }

  @Override
  public ContextPropagators getPropagators() {
    return propagators;
  }
}
