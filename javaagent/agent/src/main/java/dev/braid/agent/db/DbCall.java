/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.db;

import dev.braid.agent.trace.Semconv;
import dev.braid.agent.trace.Span;
import dev.braid.bootstrap.Context;
import org.jspecify.annotations.Nullable;

/** One database call under way. Belongs to the thread that started it. */
public final class DbCall {
  private final Span span;
  private final SqlInfo sql;
  private final Context previous;
  private DbInfo database;

  DbCall(Span span, DbInfo database, SqlInfo sql, Context previous) {
    this.span = span;
    this.database = database;
    this.sql = sql;
    this.previous = previous;
  }

  public Span span() {
    return span;
  }

  public DbInfo database() {
    return database;
  }

  /** Tells the database where it came out only during the call. */
  public void database(DbInfo found) {
    database = found;
  }

  /**
   * Ends the call and takes it off the thread.
   *
   * @param statusCode the database's code of a failure, for instance an SQL state, or null
   */
  public void end(@Nullable String statusCode, @Nullable Throwable thrown) {
    Context.restore(previous);
    String errorType = thrown == null ? null : thrown.getClass().getName();
    DbInfo found = database;
    if (span.isRecording()) {
      span.put(found.attributes());
      span.set(Semconv.DB_RESPONSE_STATUS_CODE, statusCode);
      if (thrown != null) {
        span.error(errorType == null ? "" : errorType, null).exception(thrown);
      }
      span.end();
    }
    DbClientTelemetry.DURATION.record(
        span.durationNanos(),
        span,
        found.system(),
        SqlInfo.orNull(sql.summary()),
        sql.operation(),
        sql.collection(),
        found.namespace(),
        found.serverAddress(),
        statusCode,
        errorType);
  }
}
