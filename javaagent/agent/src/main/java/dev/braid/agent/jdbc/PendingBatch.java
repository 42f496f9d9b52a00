/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdbc;

import dev.braid.agent.db.SqlInfo;
import org.jspecify.annotations.Nullable;

/**
 * The statements that wait in a batch: their number, and the SQL while it is the same for all. Not
 * thread safe, as JDBC statements are used by one thread at a time.
 */
public final class PendingBatch {
  private int size;
  private @Nullable SqlInfo sql;

  void add(SqlInfo added) {
    sql = size == 0 || added.equals(sql) ? added : null;
    size++;
  }

  /** Forgets all, as {@code executeBatch} and {@code clearBatch} do. */
  public void clear() {
    size = 0;
    sql = null;
  }

  public int size() {
    return size;
  }

  /** The one SQL of all statements, or null if they differ or there are none. */
  public @Nullable SqlInfo sql() {
    return sql;
  }
}
