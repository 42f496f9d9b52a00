/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.log4j2;

import dev.braid.agent.logs.LogRecorder;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.message.Message;
import org.jspecify.annotations.Nullable;

/** Hands a message to the agent as a log record. */
final class MessageRecord {
  private MessageRecord() {}

  static void record(
      Logger logger,
      @Nullable Level level,
      @Nullable Marker marker,
      @Nullable Message message,
      @Nullable Throwable thrown) {
    if (level == null || message == null || !LogRecorder.isEnabled()) {
      return;
    }
    LogRecorder.record(
        logger.getName(),
        severityNumber(level),
        level.name(),
        message.getFormattedMessage(),
        0,
        thrown == null ? message.getThrowable() : thrown,
        MessageAttributes.of(marker));
  }

  /** OpenTelemetry's severity number; Log4j's grow the other way, and custom ones lie between. */
  static int severityNumber(Level level) {
    int value = level.intLevel();
    if (value <= Level.FATAL.intLevel()) {
      return 21;
    }
    if (value <= Level.ERROR.intLevel()) {
      return 17;
    }
    if (value <= Level.WARN.intLevel()) {
      return 13;
    }
    if (value <= Level.INFO.intLevel()) {
      return 9;
    }
    return value <= Level.DEBUG.intLevel() ? 5 : 1;
  }
}
