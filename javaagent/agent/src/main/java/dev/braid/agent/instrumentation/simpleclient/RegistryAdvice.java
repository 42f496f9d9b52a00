/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.simpleclient;

import io.prometheus.client.CollectorRegistry;
import net.bytebuddy.asm.Advice;

/** A registry has been made. */
public final class RegistryAdvice {
  private RegistryAdvice() {}

  @Advice.OnMethodExit(inline = false, suppress = Throwable.class)
  public static void exit(@Advice.This CollectorRegistry registry) {
    Registries.add(registry);
  }
}
