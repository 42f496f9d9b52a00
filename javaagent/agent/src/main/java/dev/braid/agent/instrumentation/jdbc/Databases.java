/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.jdbc;

import dev.braid.agent.db.DbInfo;
import dev.braid.agent.jdbc.DriverClass;
import dev.braid.agent.jdbc.JdbcMemory;
import dev.braid.agent.jdbc.JdbcUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Finds the database behind a connection: remembered when it was opened, else by unwrapping, else
 * by the driver's package. Never asks the database (no DatabaseMetaData, no network).
 */
final class Databases {
  /** Pools wrap once, a tracing or routing wrapper once more; deeper is not seen in the field. */
  private static final int MAX_WRAPPERS = 4;

  /** What vendors call the URL of their data sources. */
  private static final String[] URL_GETTERS = {"getURL", "getUrl", "getJdbcUrl"};

  private Databases() {}

  /** The database of a statement's connection; {@link JdbcUrl#UNKNOWN} if nothing tells it. */
  static DbInfo of(@Nullable Connection connection) {
    if (connection == null) {
      return JdbcUrl.UNKNOWN;
    }
    DbInfo known = JdbcMemory.database(connection);
    if (known != null) {
      return known;
    }
    DbInfo found = unwrapped(connection);
    if (found == null) {
      found = DriverClass.databaseOf(connection.getClass().getName());
      JdbcMemory.connected(connection, found); // spares the next call a failing unwrap
    }
    return found;
  }

  static @Nullable Connection connectionOf(Statement statement) {
    try {
      return statement.getConnection();
    } catch (SQLException | AbstractMethodError closedOrOlderThanJdbc2) {
      return null;
    }
  }

  /** Reads the URL of a vendor's data source if its connection came without a driver. */
  static void borrowed(Object dataSource, Connection connection) {
    if (JdbcMemory.database(connection) != null || unwrapped(connection) != null) {
      return;
    }
    DbInfo database = JdbcUrl.parse(url(dataSource));
    if (!JdbcUrl.isUnknown(database)) {
      JdbcMemory.connected(connection, database);
    }
  }

  private static @Nullable DbInfo unwrapped(Connection connection) {
    Connection outer = connection;
    for (int i = 0; i < MAX_WRAPPERS; i++) {
      Connection inner = unwrapOnce(outer);
      if (inner == null || inner == outer) {
        return null;
      }
      DbInfo known = JdbcMemory.database(inner);
      if (known != null) {
        return known;
      }
      outer = inner;
    }
    return null;
  }

  private static @Nullable Connection unwrapOnce(Connection connection) {
    try {
      return connection.isWrapperFor(Connection.class) ? connection.unwrap(Connection.class) : null;
    } catch (SQLException | AbstractMethodError closedOrOlderThanJdbc4) {
      return null;
    }
  }

  private static @Nullable String url(Object dataSource) {
    for (String getter : URL_GETTERS) {
      try {
        Object url = dataSource.getClass().getMethod(getter).invoke(dataSource);
        if (url instanceof String) {
          return (String) url;
        }
      } catch (ReflectiveOperationException | RuntimeException noSuchGetter) {
        // the next vendor names it otherwise
      }
    }
    return null;
  }
}
