/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.log4j2;

import dev.braid.agent.weave.Instrumentation;
import dev.braid.agent.weave.Target;
import java.util.List;

/**
 * Log4j 2: the two loggers of its core, whose {@code logMessage} and (since 2.13) {@code log} run
 * on the thread that logs, also before the queue of asynchronous loggers; and what puts the thread
 * context into an event. The API alone, as where log4j-to-slf4j hands events to Logback, is left
 * alone: nothing is recorded twice.
 */
public final class Log4j2Instrumentation implements Instrumentation {
  private static final String PACKAGE = "dev.braid.agent.instrumentation.log4j2.";
  private static final String LEVEL = "Lorg/apache/logging/log4j/Level;";
  private static final String MARKER = "Lorg/apache/logging/log4j/Marker;";
  private static final String MESSAGE =
      "Lorg/apache/logging/log4j/message/Message;Ljava/lang/Throwable;)V";
  private static final String STRING_MAP = "Lorg/apache/logging/log4j/util/StringMap;";

  @Override
  public String name() {
    return "log4j-appender";
  }

  @Override
  public List<Target> targets() {
    return List.of(
        logMessage("org.apache.logging.log4j.core.Logger"),
        log("org.apache.logging.log4j.core.Logger"),
        logMessage("org.apache.logging.log4j.core.async.AsyncLogger"),
        log("org.apache.logging.log4j.core.async.AsyncLogger"),
        Target.subtypeOf("org.apache.logging.log4j.core.ContextDataInjector")
            .method("injectContextData", "(Ljava/util/List;" + STRING_MAP + ")" + STRING_MAP)
            .advice(PACKAGE + "ContextDataAdvice"));
  }

  private static Target logMessage(String logger) {
    return Target.type(logger)
        .method("logMessage", "(Ljava/lang/String;" + LEVEL + MARKER + MESSAGE)
        .advice(PACKAGE + "LogMessageAdvice");
  }

  private static Target log(String logger) {
    String location = "Ljava/lang/String;Ljava/lang/StackTraceElement;";
    return Target.type(logger)
        .method("log", "(" + LEVEL + MARKER + location + MESSAGE)
        .advice(PACKAGE + "LogAdvice");
  }
}
