/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelapi;

import dev.braid.agent.trace.InstrumentationScope;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Names a tracer. A class of its own, behind a factory of the API's type, because the API has such
 * builders since 1.4 only: the verifier must not ask an older one for them.
 */
final class BridgedTracerBuilder implements TracerBuilder {
  private final String name;
  private @Nullable String version;

  private BridgedTracerBuilder(String name) {
    this.name = name;
  }

  static TracerBuilder of(String name) {
    return new BridgedTracerBuilder(name);
  }

  @Override
  public TracerBuilder setSchemaUrl(String schemaUrl) {
    return this;
  }

  @Override
  public TracerBuilder setInstrumentationVersion(String instrumentationVersion) {
    version = instrumentationVersion;
    return this;
  }

  @Override
  public Tracer build() {
    return new BridgedTracerProvider.BridgedTracer(
        new InstrumentationScope(name, version == null ? "" : version));
  }
}
