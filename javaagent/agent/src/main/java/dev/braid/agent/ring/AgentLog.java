/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

/** The agent's few lines on standard error; it owns no log framework. */
public final class AgentLog {
  private AgentLog() {}

  /** Writes one line. */
  @SuppressWarnings("SystemOut")
  public static void warn(String message) {
    System.err.println("[braid] ".concat(message));
  }
}
