/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdbc;

import java.util.Locale;

/** The databases whose JDBC URLs are understood: their name, default port and style of URL. */
enum DatabaseSystem {
  POSTGRESQL("postgresql", 5432, Style.HIERARCHICAL, "postgresql", "postgres", "pgsql"),
  MYSQL("mysql", 3306, Style.HIERARCHICAL, "mysql", "mysql+srv"),
  MARIADB("mariadb", 3306, Style.HIERARCHICAL, "mariadb"),
  ORACLE("oracle.db", 1521, Style.ORACLE, "oracle"),
  SQL_SERVER("microsoft.sql_server", 1433, Style.SQL_SERVER, "sqlserver", "jtds", "microsoft"),
  DB2("ibm.db2", 50_000, Style.HIERARCHICAL, "db2", "as400"),
  INFORMIX("ibm.informix", 9088, Style.HIERARCHICAL, "informix-sqli"),
  H2("h2database", 9092, Style.EMBEDDED, "h2"),
  HSQLDB("hsqldb", 9001, Style.EMBEDDED, "hsqldb"),
  DERBY("derby", 1527, Style.EMBEDDED, "derby"),
  SQLITE("sqlite", 0, Style.EMBEDDED, "sqlite"),
  CLICKHOUSE("clickhouse", 8123, Style.HIERARCHICAL, "clickhouse", "ch"),
  COCKROACHDB("cockroachdb", 26_257, Style.HIERARCHICAL, "cockroachdb"),
  REDSHIFT("aws.redshift", 5439, Style.HIERARCHICAL, "redshift"),
  SAP_HANA("sap.hana", 30_015, Style.HIERARCHICAL, "sap"),
  FIREBIRD("firebirdsql", 3050, Style.HIERARCHICAL, "firebirdsql", "firebird"),
  TERADATA("teradata", 1025, Style.HIERARCHICAL, "teradata"),
  TRINO("trino", 8080, Style.HIERARCHICAL, "trino"),
  HIVE("hive", 10_000, Style.HIERARCHICAL, "hive2"),
  SPANNER("gcp.spanner", 0, Style.HIERARCHICAL, "cloudspanner"),
  OTHER("other_sql", 0, Style.HIERARCHICAL);

  enum Style {
    HIERARCHICAL,
    SQL_SERVER,
    ORACLE,
    EMBEDDED
  }

  final String semconvName;
  final int defaultPort;
  final Style style;
  private final String[] subprotocols;

  DatabaseSystem(String semconvName, int defaultPort, Style style, String... subprotocols) {
    this.semconvName = semconvName;
    this.defaultPort = defaultPort;
    this.style = style;
    this.subprotocols = subprotocols;
  }

  static DatabaseSystem ofSubprotocol(String subprotocol) {
    String lower = subprotocol.toLowerCase(Locale.ROOT);
    for (DatabaseSystem system : values()) {
      for (String known : system.subprotocols) {
        if (known.equals(lower)) {
          return system;
        }
      }
    }
    return OTHER;
  }
}
