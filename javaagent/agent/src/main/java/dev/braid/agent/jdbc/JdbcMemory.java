/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdbc;

import dev.braid.agent.db.DbInfo;
import dev.braid.agent.db.SqlInfo;
import dev.braid.agent.weave.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered about JDBC objects, weakly and by identity, for all loaders at once: a driver
 * in a server's loader and a pool in an application's meet here. Thread safe.
 */
public final class JdbcMemory {
  private static final WeakIdentityMap<Object, DbInfo> CONNECTIONS = new WeakIdentityMap<>();
  private static final WeakIdentityMap<Object, SqlInfo> PREPARED = new WeakIdentityMap<>();
  private static final WeakIdentityMap<Object, PendingBatch> BATCHES = new WeakIdentityMap<>();

  private JdbcMemory() {}

  /** The database behind a connection, or null if it is not known yet. */
  public static @Nullable DbInfo database(Object connection) {
    return CONNECTIONS.get(connection);
  }

  public static void connected(Object connection, DbInfo database) {
    CONNECTIONS.put(connection, database);
  }

  /** The SQL that a statement was prepared with, or null. */
  public static @Nullable SqlInfo sql(Object statement) {
    return PREPARED.get(statement);
  }

  public static void prepared(Object statement, SqlInfo sql) {
    if (!sql.equals(PREPARED.get(statement))) { // a statement cache may hand out the same one again
      PREPARED.put(statement, sql);
    }
  }

  /** Forgets a statement, which spares the garbage collector a weak reference. */
  public static void closed(Object statement) {
    if (PREPARED.get(statement) != null) {
      PREPARED.remove(statement);
    }
    if (BATCHES.get(statement) != null) {
      BATCHES.remove(statement);
    }
  }

  /** What was added to a statement since its last batch ran, or null. */
  public static @Nullable PendingBatch batch(Object statement) {
    return BATCHES.get(statement);
  }

  /** Counts one more statement of a batch. */
  public static void added(Object statement, SqlInfo sql) {
    PendingBatch batch = BATCHES.get(statement);
    if (batch == null) {
      batch = new PendingBatch();
      BATCHES.put(statement, batch);
    }
    batch.add(sql);
  }
}
