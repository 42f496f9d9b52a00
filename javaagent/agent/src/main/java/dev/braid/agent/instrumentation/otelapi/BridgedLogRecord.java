/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelapi;

import dev.braid.agent.logs.LogRecorder;
import dev.braid.agent.trace.Key;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One log record of the application's own making. Single-threaded, as the API has it. */
final class BridgedLogRecord implements LogRecordBuilder {
  private final String loggerName;
  private final List<Object> attributes = new ArrayList<>();
  private int severityNumber;
  private long epochNanos;
  private @Nullable String severityText;
  private @Nullable String body;
  private @Nullable Context context;

  BridgedLogRecord(String loggerName) {
    this.loggerName = loggerName;
  }

  @Override
  public LogRecordBuilder setTimestamp(long timestamp, TimeUnit unit) {
    epochNanos = unit.toNanos(timestamp);
    return this;
  }

  @Override
  public LogRecordBuilder setTimestamp(Instant instant) {
    epochNanos = TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    return this;
  }

  /** Not kept: observed is when the agent sees it. */
  @Override
  public LogRecordBuilder setObservedTimestamp(long timestamp, TimeUnit unit) {
    return this;
  }

  @Override
  public LogRecordBuilder setObservedTimestamp(Instant instant) {
    return this;
  }

  @Override
  public LogRecordBuilder setContext(Context newContext) {
    context = newContext;
    return this;
  }

  @Override
  public LogRecordBuilder setSeverity(Severity severity) {
    severityNumber = severity.getSeverityNumber();
    return this;
  }

  @Override
  public LogRecordBuilder setSeverityText(String text) {
    severityText = text;
    return this;
  }

  @Override
  public LogRecordBuilder setBody(String text) {
    body = text;
    return this;
  }

  @Override
  public <T> LogRecordBuilder setAttribute(AttributeKey<T> key, @Nullable T value) {
    if (value != null) {
      attributes.add(Key.of(key.getKey()));
      attributes.add(value);
    }
    return this;
  }

  @Override
  public void emit() {
    Context given = context;
    if (given == null) {
      record();
      return;
    }
    dev.braid.bootstrap.Context before =
        dev.braid.bootstrap.Context.attach(
            dev.braid.bootstrap.Context.current().withSpan(BridgedSpan.agentSpan(given)));
    try {
      record();
    } finally {
      dev.braid.bootstrap.Context.restore(before);
    }
  }

  private void record() {
    LogRecorder.record(
        loggerName, severityNumber, severityText, body, epochNanos, null, attributes.toArray());
  }
}
