/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Notices another tracing agent in this JVM, started before or after this one, and says so once:
 * two writers of trace headers confuse every trace. Thread safe.
 */
public final class OtherAgents {
  private static final String[][] PREMAIN_CLASSES = {
    {"co/elastic/apm/agent/premain/AgentMain", "Elastic's"},
    {"com/newrelic/bootstrap/BootstrapAgent", "New Relic's"},
    {"datadog/trace/bootstrap/AgentBootstrap", "Datadog's"},
    {"io/opentelemetry/javaagent/OpenTelemetryAgent", "OpenTelemetry's"},
    {"org/apache/skywalking/apm/agent/SkyWalkingAgent", "SkyWalking's"},
  };

  private final AtomicBoolean isTold = new AtomicBoolean();

  /** Looks at one class that was loaded. */
  void loaded(String internalName) {
    for (String[] agent : PREMAIN_CLASSES) {
      if (agent[0].length() == internalName.length() && agent[0].equals(internalName)) {
        tell(agent[1]);
      }
    }
  }

  private void tell(String owner) {
    if (isTold.compareAndSet(false, true)) {
      System.err.println(
          "[braid] "
              + owner
              + " agent runs in this JVM too; telemetry will be doubled, keep one -javaagent");
    }
  }
}
