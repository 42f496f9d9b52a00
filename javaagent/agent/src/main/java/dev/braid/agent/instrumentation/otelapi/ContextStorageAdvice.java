/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelapi;

import io.opentelemetry.context.ContextStorage;
import java.util.concurrent.atomic.AtomicBoolean;
import net.bytebuddy.asm.Advice;

/** Before the API reads its list of storage wrappers, the only time it does: adds the bridge. */
public final class ContextStorageAdvice {
  private static final AtomicBoolean added = new AtomicBoolean();

  private ContextStorageAdvice() {}

  @Advice.OnMethodEnter(inline = false, suppress = Throwable.class)
  public static void enter() {
    if (added.compareAndSet(false, true)) {
      ContextStorage.addWrapper(BridgedContextStorage::new);
    }
  }
}
