/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelapi;

import dev.braid.agent.weave.Instrumentation;
import dev.braid.agent.weave.Target;
import java.util.ArrayList;
import java.util.List;

/** Descriptor: the global of the OpenTelemetry API, and its context storage. */
public final class OtelApiInstrumentation implements Instrumentation {
  private static final String FAMILY = "dev.braid.agent.instrumentation.otelapi.";
  private static final String GLOBAL = "io.opentelemetry.api.GlobalOpenTelemetry";
  private static final String OPEN_TELEMETRY = "()Lio/opentelemetry/api/OpenTelemetry;";

  @Override
  public String name() {
    return "opentelemetry-api";
  }

  @Override
  public List<Target> targets() {
    List<Target> targets = new ArrayList<>(2);
    targets.add(
        Target.type(GLOBAL)
            .method("get", OPEN_TELEMETRY)
            .method("getOrNoop", OPEN_TELEMETRY)
            .method("isSet", "()Z")
            .advice(FAMILY.concat("GlobalAdvice")));
    targets.add(
        Target.type("io.opentelemetry.context.ContextStorageWrappers")
            .methodNamed("getWrappers")
            .advice(FAMILY.concat("ContextStorageAdvice")));
    return targets;
  }
}
