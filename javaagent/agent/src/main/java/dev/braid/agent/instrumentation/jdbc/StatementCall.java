/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.jdbc;

import dev.braid.agent.db.DbCall;
import dev.braid.agent.db.DbClientTelemetry;
import dev.braid.agent.db.DbInfo;
import dev.braid.agent.db.SqlInfo;
import dev.braid.agent.jdbc.JdbcMemory;
import dev.braid.agent.jdbc.JdbcUrl;
import dev.braid.agent.jdbc.OpenCall;
import dev.braid.agent.jdbc.PendingBatch;
import dev.braid.bootstrap.Context;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * One statement on its way. The outermost call begins it and alone gets a span; nested calls, of a
 * pool to its delegate or of the driver to itself, begin nothing, but tell the database where the
 * outermost call could not find it. Owned by the calling thread.
 */
final class StatementCall {
  private static final SqlInfo NO_SQL = SqlInfo.NONE;

  private final DbCall call;
  private final @Nullable OpenCall open;
  private final @Nullable Connection connection;

  private StatementCall(DbCall call, @Nullable OpenCall open, @Nullable Connection connection) {
    this.call = call;
    this.open = open;
    this.connection = connection;
  }

  static @Nullable StatementCall ofSql(Statement statement, @Nullable String sql) {
    if (isNested(statement)) {
      return null;
    }
    return begin(statement, sql == null ? NO_SQL : SqlInfo.of(sql), 0);
  }

  static @Nullable StatementCall ofPrepared(PreparedStatement statement) {
    if (isNested(statement)) {
      return null;
    }
    SqlInfo sql = JdbcMemory.sql(statement);
    return begin(statement, sql == null ? NO_SQL : sql, 0);
  }

  static @Nullable StatementCall ofBatch(Statement statement) {
    if (isNested(statement)) {
      return null;
    }
    PendingBatch batch = JdbcMemory.batch(statement);
    SqlInfo sql = batch == null ? JdbcMemory.sql(statement) : batch.sql();
    return begin(statement, sql == null ? NO_SQL : sql, batch == null ? 0 : batch.size());
  }

  /** Ends what {@code state} (of this class, or null) began. */
  static void end(@Nullable Object state, @Nullable Throwable thrown) {
    if (state != null) {
      ((StatementCall) state).end(thrown);
    }
  }

  private static @Nullable StatementCall begin(Statement statement, SqlInfo sql, int batchSize) {
    Connection connection = Databases.connectionOf(statement);
    DbInfo database = Databases.of(connection);
    DbCall call = DbClientTelemetry.start(database, sql, batchSize);
    if (call == null) {
      return null;
    }
    OpenCall open = JdbcUrl.isUnknown(database) ? OpenCall.open() : null;
    return new StatementCall(call, open, connection);
  }

  private static boolean isNested(Statement statement) {
    if (!Context.current().isSuppressed(Context.DB)) {
      return false;
    }
    OpenCall waiting = OpenCall.waiting();
    if (waiting != null) {
      DbInfo database = Databases.of(Databases.connectionOf(statement));
      if (!JdbcUrl.isUnknown(database)) {
        waiting.found(database);
      }
    }
    return true;
  }

  private void end(@Nullable Throwable thrown) {
    DbInfo found = open == null ? null : open.close();
    if (found != null) {
      call.database(found);
      if (connection != null) {
        JdbcMemory.connected(connection, found);
      }
    }
    call.end(thrown == null ? null : sqlState(thrown), thrown);
  }

  private static @Nullable String sqlState(Throwable thrown) {
    return thrown instanceof SQLException ? ((SQLException) thrown).getSQLState() : null;
  }
}
