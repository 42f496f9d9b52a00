/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.jul;

import dev.braid.agent.jdk.JulHook;
import dev.braid.agent.weave.Instrumentation;
import dev.braid.agent.weave.Target;
import dev.braid.bootstrap.Hooks;
import java.util.List;

/**
 * {@code java.util.logging}: each call that passes its level ends in {@code Logger.log(LogRecord)},
 * on the thread that logs, whatever the log manager. A manager whose loggers override that method
 * and never call it (JBoss') is not seen.
 */
public final class JulInstrumentation implements Instrumentation {
  private static final String LOGGER = "java.util.logging.Logger";
  private static final String ADVICE = "dev.braid.agent.instrumentation.jul.JulAdvice$";
  private static final String HANDLERS = "()[Ljava/util/logging/Handler;";

  @Override
  public String name() {
    return "java-util-logging";
  }

  @Override
  public void installHooks() {
    JulHook hook = new JulHook();
    Hooks.install(Hooks.JUL, hook);
    Hooks.install(Hooks.JUL_HANDLERS, hook.handlers());
  }

  @Override
  public List<Target> targets() {
    return List.of(
        Target.jdk(LOGGER)
            .method("log", "(Ljava/util/logging/LogRecord;)V")
            .inlined(ADVICE + "Log"),
        Target.jdk(LOGGER)
            .method("getHandlers", HANDLERS)
            .method("accessCheckedHandlers", HANDLERS)
            .inlined(ADVICE + "GetHandlers"));
  }
}
