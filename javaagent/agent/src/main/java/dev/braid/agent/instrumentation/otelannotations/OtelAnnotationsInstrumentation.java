/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelannotations;

import dev.braid.agent.weave.Instrumentation;
import dev.braid.agent.weave.Target;
import java.util.Collections;
import java.util.List;

/** Descriptor: methods annotated with {@code @WithSpan}. */
public final class OtelAnnotationsInstrumentation implements Instrumentation {
  @Override
  public String name() {
    return "opentelemetry-instrumentation-annotations";
  }

  @Override
  public List<Target> targets() {
    return Collections.singletonList(
        Target.annotated("io.opentelemetry.instrumentation.annotations.WithSpan")
            .advice("dev.braid.agent.instrumentation.otelannotations.WithSpanAdvice"));
  }
}
