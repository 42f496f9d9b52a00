/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdbc;

import dev.braid.agent.db.DbInfo;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * A database call on a connection whose database is not known: a wrapper that does not let itself
 * be unwrapped. The calls nested in it, on what it wraps, tell its database. One at a time on a
 * thread, only between the call's begin and end.
 */
public final class OpenCall {
  private static final ThreadLocal<OpenCall> CURRENT = new ThreadLocal<>();

  /** Spares nested calls the look at the thread as long as no such wrapper was met. */
  private static volatile boolean anySeen;

  /** Whose database is asked for. */
  public final @Nullable Connection connection;

  private @Nullable DbInfo database;

  private OpenCall(@Nullable Connection connection) {
    this.connection = connection;
  }

  /** Opens a call that waits for its database; {@link #close} must follow on this thread. */
  public static void open(@Nullable Connection connection) {
    anySeen = true;
    CURRENT.set(new OpenCall(connection));
  }

  /** The call of this thread that still waits for its database, or null. */
  public static @Nullable OpenCall waiting() {
    if (!anySeen) {
      return null;
    }
    OpenCall call = CURRENT.get();
    return call == null || call.database != null ? null : call;
  }

  /** Tells the database. */
  public void found(DbInfo found) {
    database = found;
  }

  /** What was told, or null. */
  public @Nullable DbInfo database() {
    return database;
  }

  /** Ends the waiting and returns the call of this thread, or null. */
  public static @Nullable OpenCall close() {
    OpenCall call = CURRENT.get();
    CURRENT.remove();
    return call;
  }
}
