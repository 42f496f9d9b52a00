/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.hikari;

import dev.braid.agent.weave.Instrumentation;
import dev.braid.agent.weave.Target;
import java.util.List;

/** HikariCP 3 and newer: its pool asks a factory, given or not, for a tracker of its metrics. */
public final class HikariInstrumentation implements Instrumentation {
  @Override
  public String name() {
    return "hikaricp";
  }

  @Override
  public List<Target> targets() {
    return List.of(
        Target.type("com.zaxxer.hikari.pool.HikariPool")
            .method(
                "setMetricsTrackerFactory", "(Lcom/zaxxer/hikari/metrics/MetricsTrackerFactory;)V")
            .advice("dev.braid.agent.instrumentation.hikari.TrackerFactoryAdvice"));
  }
}
