/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.logback;

import dev.braid.agent.weave.Instrumentation;
import dev.braid.agent.weave.Target;
import java.util.List;

/**
 * Logback: every event passes {@code Logger.callAppenders} on the thread that logs, after the level
 * and turbo filters and before any appender.
 */
public final class LogbackInstrumentation implements Instrumentation {
  @Override
  public String name() {
    return "logback-appender";
  }

  @Override
  public List<Target> targets() {
    return List.of(
        Target.type("ch.qos.logback.classic.Logger")
            .method("callAppenders", "(Lch/qos/logback/classic/spi/ILoggingEvent;)V")
            .advice("dev.braid.agent.instrumentation.logback.CallAppendersAdvice"));
  }
}
