/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.jul;

import dev.braid.bootstrap.Hooks;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Advice for {@code java.util.logging.Logger}. */
final class JulAdvice {
  private JulAdvice() {}

  /** {@code log(LogRecord)}. */
  static final class Log {
    private Log() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.This Object logger, @Advice.Argument(0) @Nullable Object record) {
      return Hooks.enter(Hooks.JUL, logger, record, null);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object call,
        @Advice.This Object logger,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (call != null) {
        Hooks.exit(Hooks.JUL, call, logger, null, thrown);
      }
    }
  }

  /** {@code getHandlers()}, asked by {@code log} for the logger and each parent. */
  static final class GetHandlers {
    private GetHandlers() {}

    @Advice.OnMethodExit
    static void exit(@Advice.This Object logger, @Advice.Return @Nullable Object handlers) {
      Hooks.exit(Hooks.JUL_HANDLERS, null, logger, handlers, null);
    }
  }
}
