/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.hikari;

import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A pool gets a factory of metrics trackers, or none: ours goes around it. */
public final class TrackerFactoryAdvice {
  private TrackerFactoryAdvice() {}

  @Advice.OnMethodEnter(inline = false, suppress = Throwable.class)
  @Advice.AssignReturned.ToArguments(@Advice.AssignReturned.ToArguments.ToArgument(0))
  public static MetricsTrackerFactory enter(
      @Advice.Argument(0) @Nullable MetricsTrackerFactory given) {
    return given instanceof PoolTrackerFactory ? given : new PoolTrackerFactory(given);
  }
}
