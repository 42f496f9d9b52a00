/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.logs;

import org.jspecify.annotations.Nullable;

/** Takes log records. Called on the application's threads: never blocks, never throws. */
public interface LogSink {
  void record(
      String loggerName,
      int severityNumber,
      @Nullable String severityText,
      @Nullable String body,
      long epochNanos,
      @Nullable Throwable thrown,
      @Nullable Object[] keysAndValues);
}
