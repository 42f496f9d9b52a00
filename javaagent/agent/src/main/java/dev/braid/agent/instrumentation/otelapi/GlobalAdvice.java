/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelapi;

import net.bytebuddy.asm.Advice;

/** Around questions for the global OpenTelemetry: answers it first, if nobody has. */
public final class GlobalAdvice {
  private GlobalAdvice() {}

  @Advice.OnMethodEnter(inline = false, suppress = Throwable.class)
  public static void enter() {
    GlobalOwner.claimIfFree();
  }
}
