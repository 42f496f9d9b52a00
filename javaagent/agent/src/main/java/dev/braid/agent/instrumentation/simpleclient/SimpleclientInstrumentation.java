/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.simpleclient;

import dev.braid.agent.weave.Instrumentation;
import dev.braid.agent.weave.Target;
import java.util.List;

/** Prometheus' simpleclient, 0.6 to 0.16: each registry makes itself known when it is made. */
public final class SimpleclientInstrumentation implements Instrumentation {
  @Override
  public String name() {
    return "prometheus-simpleclient";
  }

  @Override
  public List<Target> targets() {
    return List.of(
        Target.type("io.prometheus.client.CollectorRegistry")
            .constructor()
            .advice("dev.braid.agent.instrumentation.simpleclient.RegistryAdvice"));
  }
}
