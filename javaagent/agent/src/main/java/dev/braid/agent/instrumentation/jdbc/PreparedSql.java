/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.jdbc;

import dev.braid.agent.db.SqlInfo;
import dev.braid.agent.jdbc.JdbcMemory;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of prepared statements. It is remembered once for a driver's statement and the wrappers
 * that lead to it, since every weak entry costs the collector: a wrapper gets an entry of its own
 * only where it cannot be unwrapped or was prepared with another text. Stateless.
 */
final class PreparedSql {
  private PreparedSql() {}

  /** Called for the innermost statement first, as {@code prepareStatement} calls return. */
  static void remember(PreparedStatement statement, SqlInfo sql) {
    Statement inner = unwrapped(statement);
    SqlInfo known = inner == null ? null : JdbcMemory.sql(inner);
    if (!sql.equals(known)) {
      JdbcMemory.prepared(statement, sql);
    }
  }

  /** The SQL that a statement was prepared with, {@link SqlInfo#NONE} if that was not seen. */
  static SqlInfo of(Statement statement) {
    SqlInfo known = JdbcMemory.sql(statement);
    if (known == null) {
      Statement inner = unwrapped(statement);
      known = inner == null ? null : JdbcMemory.sql(inner);
    }
    return known == null ? SqlInfo.NONE : known;
  }

  private static @Nullable Statement unwrapped(Statement statement) {
    try {
      return statement.isWrapperFor(PreparedStatement.class)
          ? statement.unwrap(PreparedStatement.class)
          : null;
    } catch (SQLException | AbstractMethodError closedOrOlderThanJdbc4) {
      return null;
    }
  }
}
