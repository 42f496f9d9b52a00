/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdbc;

import dev.braid.agent.db.DbInfo;

/** Knows drivers by the package of their classes, for connections whose URL was not seen. */
public final class DriverClass {
  private static final String[] PREFIXES = {
    "org.postgresql.", "com.mysql.", "org.mariadb.", "oracle.", "com.microsoft.sqlserver.",
    "net.sourceforge.jtds.", "com.ibm.db2.", "com.ibm.as400.", "org.h2.", "org.hsqldb.",
    "org.apache.derby.", "org.sqlite.", "com.clickhouse.", "com.sap.db.", "io.trino."
  };

  private static final DbInfo[] DATABASES = {
    named(DatabaseSystem.POSTGRESQL),
    named(DatabaseSystem.MYSQL),
    named(DatabaseSystem.MARIADB),
    named(DatabaseSystem.ORACLE),
    named(DatabaseSystem.SQL_SERVER),
    named(DatabaseSystem.SQL_SERVER),
    named(DatabaseSystem.DB2),
    named(DatabaseSystem.DB2),
    named(DatabaseSystem.H2),
    named(DatabaseSystem.HSQLDB),
    named(DatabaseSystem.DERBY),
    named(DatabaseSystem.SQLITE),
    named(DatabaseSystem.CLICKHOUSE),
    named(DatabaseSystem.SAP_HANA),
    named(DatabaseSystem.TRINO)
  };

  private DriverClass() {}

  /** The database, of which only the system is known; {@link JdbcUrl#UNKNOWN} for other classes. */
  public static DbInfo databaseOf(String className) {
    for (int i = 0; i < PREFIXES.length; i++) {
      if (className.startsWith(PREFIXES[i])) {
        return DATABASES[i];
      }
    }
    return JdbcUrl.UNKNOWN;
  }

  private static DbInfo named(DatabaseSystem system) {
    return new DbInfo(system.semconvName, null, null, 0);
  }
}
