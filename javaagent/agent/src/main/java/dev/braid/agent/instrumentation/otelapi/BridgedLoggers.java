/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelapi;

import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.LoggerBuilder;
import io.opentelemetry.api.logs.LoggerProvider;

/** Loggers of the OpenTelemetry API whose records are the agent's. */
final class BridgedLoggers implements LoggerProvider {
  static final LoggerProvider PROVIDER = new BridgedLoggers();

  private BridgedLoggers() {}

  @Override
  public LoggerBuilder loggerBuilder(String scopeName) {
    return new Builder(scopeName);
  }

  private static final class Builder implements LoggerBuilder {
    private final String name;

    Builder(String name) {
      this.name = name;
    }

    @Override
    public LoggerBuilder setSchemaUrl(String schemaUrl) {
      return this;
    }

    @Override
    public LoggerBuilder setInstrumentationVersion(String version) {
      return this;
    }

    @Override
    public Logger build() {
      return new BridgedLogger(name);
    }
  }

  private static final class BridgedLogger implements Logger {
    private final String name;

    BridgedLogger(String name) {
      this.name = name;
    }

    @Override
    public LogRecordBuilder logRecordBuilder() {
      return new BridgedLogRecord(name);
    }
  }
}
