/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.braid.agent.logs.LogRecorder;
import org.jspecify.annotations.Nullable;

/** Hands an event to the agent as a log record. */
final class EventRecord {
  private EventRecord() {}

  static void record(ILoggingEvent event) {
    Level level = event.getLevel();
    LogRecorder.record(
        event.getLoggerName(),
        severityNumber(level),
        level.levelStr,
        event.getFormattedMessage(),
        EventTime.epochNanos(event),
        thrown(event),
        EventAttributes.of(event));
  }

  /** OpenTelemetry's severity number of a level, also of levels that someone made. */
  static int severityNumber(Level level) {
    int value = level.toInt();
    if (value >= Level.ERROR_INT) {
      return 17;
    }
    if (value >= Level.WARN_INT) {
      return 13;
    }
    if (value >= Level.INFO_INT) {
      return 9;
    }
    return value >= Level.DEBUG_INT ? 5 : 1;
  }

  private static @Nullable Throwable thrown(ILoggingEvent event) {
    IThrowableProxy proxy = event.getThrowableProxy();
    return proxy instanceof ThrowableProxy ? ((ThrowableProxy) proxy).getThrowable() : null;
  }
}
