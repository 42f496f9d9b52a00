/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdk;

import dev.braid.agent.logs.LogCapture;
import dev.braid.agent.logs.LogRecorder;
import java.time.Instant;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** Hands a record of {@code java.util.logging} to the agent. */
final class JulRecord {
  private static final @Nullable Object[] NONE = {};
  private static final Formatter MESSAGES = new Messages();

  private JulRecord() {}

  static void record(LogRecord record) {
    Level level = record.getLevel();
    Instant instant = record.getInstant();
    String logger = record.getLoggerName();
    LogRecorder.record(
        logger == null ? "" : logger,
        severityNumber(level.intValue()),
        level.getName(),
        MESSAGES.formatMessage(record),
        instant.getEpochSecond() * 1_000_000_000 + instant.getNano(),
        record.getThrown(),
        attributes());
  }

  /**
   * OpenTelemetry's severity number of a level, also of levels that someone made.
   *
   * @see <a
   *     href="https://opentelemetry.io/docs/specs/otel/logs/data-model-appendix/#appendix-b-severitynumber-example-mappings">Example
   *     mappings</a>
   */
  static int severityNumber(int level) {
    if (level >= Level.SEVERE.intValue()) {
      return 17;
    }
    if (level >= Level.WARNING.intValue()) {
      return 13;
    }
    if (level >= Level.INFO.intValue()) {
      return 9;
    }
    if (level >= Level.CONFIG.intValue()) {
      return 7;
    }
    if (level >= Level.FINE.intValue()) {
      return 6;
    }
    return level >= Level.FINER.intValue() ? 5 : 1;
  }

  private static @Nullable Object[] attributes() {
    LogCapture capture = LogCapture.jul();
    if (capture.isNothing()) {
      return NONE;
    }
    List<@Nullable Object> attributes = LogCapture.attributes();
    capture.addThread(attributes);
    return attributes.toArray();
  }

  /** Fills parameters in and translates, as the JDK's own formatters do; reads no settings. */
  private static final class Messages extends Formatter {
    @Override
    public String format(LogRecord record) {
      return formatMessage(record);
    }
  }
}
