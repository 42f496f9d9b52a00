/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdbc;

import dev.braid.agent.db.DbInfo;
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

  private @Nullable DbInfo database;

  private OpenCall() {}

  /** Opens a call that waits for its database; {@link #close} must follow on this thread. */
  public static OpenCall open() {
    OpenCall call = new OpenCall();
    anySeen = true;
    CURRENT.set(call);
    return call;
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

  /** Ends the waiting and returns what was found, or null. */
  public @Nullable DbInfo close() {
    CURRENT.remove();
    return database;
  }
}
