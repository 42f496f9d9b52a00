/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.db;

import dev.braid.agent.metrics.DurationBounds;
import dev.braid.agent.metrics.DurationHistogram;
import dev.braid.agent.metrics.Metrics;
import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.agent.trace.Numbers;
import dev.braid.agent.trace.Semconv;
import dev.braid.agent.trace.Span;
import dev.braid.agent.trace.SpanKind;
import dev.braid.agent.trace.Tracer;
import dev.braid.bootstrap.Context;
import org.jspecify.annotations.Nullable;

/**
 * What every database instrumentation records: one span and one duration a call. The outermost call
 * of a thread owns the span: pools, wrappers and what a driver does by itself stay silent.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/db/sql/">SQL spans</a>
 */
public final class DbClientTelemetry {
  private static final InstrumentationScope SCOPE =
      new InstrumentationScope("dev.braid.jdbc", null);

  static final DurationHistogram DURATION =
      Metrics.get()
          .add(
              new DurationHistogram(
                  SCOPE,
                  "db.client.operation.duration",
                  "Duration of database client operations.",
                  DurationBounds.DB,
                  Semconv.DB_SYSTEM_NAME,
                  Semconv.DB_QUERY_SUMMARY,
                  Semconv.DB_OPERATION_NAME,
                  Semconv.DB_COLLECTION_NAME,
                  Semconv.DB_NAMESPACE,
                  Semconv.SERVER_ADDRESS,
                  Semconv.DB_RESPONSE_STATUS_CODE,
                  Semconv.ERROR_TYPE));

  private DbClientTelemetry() {}

  /** Starts a call and attaches it to this thread; null inside of another database call. */
  public static @Nullable DbCall start(DbInfo database, SqlInfo sql) {
    return start(database, sql, 0);
  }

  /**
   * Starts a call that sends {@code batchSize} statements at once.
   *
   * @param batchSize 0 or 1 if this is no batch
   */
  public static @Nullable DbCall start(DbInfo database, SqlInfo sql, int batchSize) {
    Context parent = Context.current();
    if (parent.isSuppressed(Context.DB)) {
      return null;
    }
    String summary = sql.summary();
    Span span =
        Tracer.get().start(SCOPE, SpanKind.CLIENT, name(database, summary, batchSize), parent);
    if (span.isRecording()) {
      span.put(sql.attributes());
      span.put(Semconv.DB_OPERATION_BATCH_SIZE, batchSize > 1 ? Numbers.box(batchSize) : null);
    }
    Context.attach(parent.withCall(span, Context.DB));
    return new DbCall(span, database, sql, parent);
  }

  private static String name(DbInfo database, String summary, int batchSize) {
    if (summary.isEmpty()) {
      return batchSize > 1 ? "BATCH" : database.system();
    }
    return batchSize > 1 ? "BATCH ".concat(summary) : summary;
  }
}
