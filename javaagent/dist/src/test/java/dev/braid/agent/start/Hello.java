/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.start;

/** An application that says whether the boot loader holds the agent's classes. */
public final class Hello {
  private Hello() {}

  public static void main(String[] arguments) {
    System.out.println("agent is " + (isAgentThere() ? "there" : "not there"));
  }

  private static boolean isAgentThere() {
    try {
      return Class.forName("dev.braid.bootstrap.AgentStart", false, null) != null;
    } catch (ClassNotFoundException notThere) {
      return false;
    }
  }
}
