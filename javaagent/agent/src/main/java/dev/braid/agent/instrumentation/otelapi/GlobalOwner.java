/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelapi;

import io.opentelemetry.api.GlobalOpenTelemetry;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Who owns the application's {@code GlobalOpenTelemetry}: the agent, unless the application sets an
 * SDK of its own or has asked for SDK autoconfiguration; then that one stays.
 */
final class GlobalOwner {
  private static final AtomicBoolean claimed = new AtomicBoolean();

  private GlobalOwner() {}

  /** Sets the bridge once. The question is asked before the lock of the global is taken. */
  static void claimIfFree() {
    if (claimed.get() || isLeftToTheApplication()) {
      return;
    }
    if (claimed.compareAndSet(false, true)) {
      try {
        GlobalOpenTelemetry.set(new BridgedOpenTelemetry());
      } catch (IllegalStateException alreadySet) {
        // The application has an SDK: one writer of traceparent is enough, and it is theirs.
      }
    }
  }

  /** As OpenTelemetry's API asks, by property and by variable. */
  private static boolean isLeftToTheApplication() {
    return Boolean.getBoolean("otel.java.global-autoconfigure.enabled")
        || "true".equalsIgnoreCase(System.getenv("OTEL_JAVA_GLOBAL_AUTOCONFIGURE_ENABLED"));
  }
}
