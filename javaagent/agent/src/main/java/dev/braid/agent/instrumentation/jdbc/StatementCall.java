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
 * outermost call could not find it. Stateless: what is under way is the {@link DbCall}, and on the
 * thread an {@link OpenCall} while the database is unknown.
 */
final class StatementCall {
  private StatementCall() {}

  static @Nullable DbCall ofSql(Statement statement, @Nullable String sql) {
    if (isNested(statement)) {
      return null;
    }
    return begin(statement, sql == null ? SqlInfo.NONE : SqlInfo.of(sql), 0);
  }

  static @Nullable DbCall ofPrepared(PreparedStatement statement) {
    if (isNested(statement)) {
      return null;
    }
    return begin(statement, PreparedSql.of(statement), 0);
  }

  static @Nullable DbCall ofBatch(Statement statement) {
    if (isNested(statement)) {
      return null;
    }
    PendingBatch batch = JdbcMemory.batch(statement);
    if (batch == null) {
      return begin(statement, PreparedSql.of(statement), 0);
    }
    SqlInfo sql = batch.sql();
    return begin(statement, sql == null ? SqlInfo.NONE : sql, batch.size());
  }

  private static @Nullable DbCall begin(Statement statement, SqlInfo sql, int batchSize) {
    Connection connection = Databases.connectionOf(statement);
    DbInfo database = Databases.of(connection);
    DbCall call = DbClientTelemetry.start(database, sql, batchSize);
    if (call != null && JdbcUrl.isUnknown(database)) {
      OpenCall.open(connection);
    }
    return call;
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

  /** Ends what {@code state}, a {@link DbCall} or null, began. */
  static void end(@Nullable Object state, @Nullable Throwable thrown) {
    if (state == null) {
      return;
    }
    DbCall call = (DbCall) state;
    if (JdbcUrl.isUnknown(call.database())) {
      tellDatabase(call);
    }
    call.end(thrown == null ? null : sqlState(thrown), thrown);
  }

  private static void tellDatabase(DbCall call) {
    OpenCall open = OpenCall.close();
    DbInfo found = open == null ? null : open.database();
    if (open == null || found == null) {
      return;
    }
    call.database(found);
    if (open.connection != null) {
      JdbcMemory.connected(open.connection, found);
    }
  }

  private static @Nullable String sqlState(Throwable thrown) {
    return thrown instanceof SQLException ? ((SQLException) thrown).getSQLState() : null;
  }
}
