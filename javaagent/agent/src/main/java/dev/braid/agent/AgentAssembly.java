/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** The composition root: settings, then recording, then weaving. */
public final class AgentAssembly {
  private AgentAssembly() {}

  /** Starts the agent; called once by {@code dev.braid.bootstrap.BraidAgent}. */
  public static void start(Instrumentation instrumentation, @Nullable String arguments) {}
}
