/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.probe;

import dev.braid.agent.weave.Probe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Reports what advice is handed; its class is loaded once for each application loader. */
public final class ProbeAdvice {
  private ProbeAdvice() {}

  @Advice.OnMethodEnter(inline = false, suppress = Throwable.class)
  public static Object enter(@Advice.This Object self, @Advice.Argument(0) String first) {
    Probe.report("enter " + first);
    return "state of " + first;
  }

  @Advice.OnMethodExit(inline = false, suppress = Throwable.class, onThrowable = Throwable.class)
  public static void exit(
      @Advice.Enter @Nullable Object state,
      @Advice.Return @Nullable Object returned,
      @Advice.Thrown @Nullable Throwable thrown) {
    Probe.report("exit " + state + " returned " + returned + " thrown " + thrown);
  }
}
