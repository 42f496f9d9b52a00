/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.logs;

import dev.braid.bootstrap.Context;
import org.jspecify.annotations.Nullable;

/** Where log instrumentations hand over their records. Thread-safe; never throws. */
public final class LogRecorder {
  private static final @Nullable Object[] NONE = {};

  private static volatile @Nullable LogSink sink;

  private LogRecorder() {}

  /** Makes {@code newSink} the one that gets the records, or nobody, and returns the one before. */
  public static @Nullable LogSink install(@Nullable LogSink newSink) {
    LogSink before = sink;
    sink = newSink;
    return before;
  }

  /** Whether anybody wants records; worth asking before a message is formatted. */
  public static boolean isEnabled() {
    return sink != null && !Context.current().isSuppressed(Context.LOG);
  }

  /** Records a log call with the ids of the current span. */
  public static void record(
      String loggerName,
      int severityNumber,
      @Nullable String severityText,
      @Nullable String body,
      long epochNanos,
      @Nullable Throwable thrown) {
    record(loggerName, severityNumber, severityText, body, epochNanos, thrown, NONE);
  }

  /**
   * Records a log call with the ids of the current span.
   *
   * @param loggerName becomes the scope's name
   * @param severityNumber OpenTelemetry's, 1 to 24; 0 if unknown
   * @param epochNanos when it was logged; 0 means now
   * @param keysAndValues a Key and a value in turn
   */
  public static void record(
      String loggerName,
      int severityNumber,
      @Nullable String severityText,
      @Nullable String body,
      long epochNanos,
      @Nullable Throwable thrown,
      @Nullable Object[] keysAndValues) {
    LogSink target = sink;
    if (target != null && !Context.current().isSuppressed(Context.LOG)) {
      target.record(
          loggerName, severityNumber, severityText, body, epochNanos, thrown, keysAndValues);
    }
  }
}
