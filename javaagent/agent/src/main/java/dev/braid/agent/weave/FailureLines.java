/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import dev.braid.bootstrap.AdviceFailures;
import java.util.List;

/**
 * Says on standard error when advice has failed for the first time, and when its instrumentation is
 * switched off: two lines for each instrumentation at most. Thread safe.
 */
public final class FailureLines implements AdviceFailures.Listener {
  private final List<Instrumentation> catalog;

  public FailureLines(List<Instrumentation> catalog) {
    this.catalog = catalog;
  }

  @Override
  public void failed(Throwable failure, int id, int count) {
    String name = id < catalog.size() ? catalog.get(id).name() : "JDK hook";
    if (count == 1) {
      System.err.println(
          "[braid] " + name + ": advice failed, the application goes on: " + failure);
      trace(failure);
    } else {
      System.err.println("[braid] " + name + ": switched off after " + count + " failures");
    }
  }

  /** The stack of a failure, where {@code otel.javaagent.debug} asks for it. */
  static void trace(Throwable failure) {
    if (Boolean.getBoolean("otel.javaagent.debug")
        || "true".equalsIgnoreCase(System.getenv("OTEL_JAVAAGENT_DEBUG"))) {
      for (StackTraceElement element : failure.getStackTrace()) {
        System.err.println("[braid]   at " + element);
      }
    }
  }
}
