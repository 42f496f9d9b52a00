/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.bootstrap;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The table of hooks by constant id. Every slot does nothing until the agent installs its hook, and
 * nothing again once the hook has thrown {@link AdviceFailures#LIMIT} times. All methods are thread
 * safe and never throw.
 */
public final class Hooks {
  public static final int HTTP_URL_CONNECTION = 0;
  public static final int HTTP_CLIENT = 1;
  public static final int HTTP_CLIENT_ASYNC = 2;
  public static final int HTTP_SERVER = 3;
  public static final int EXECUTOR = 4;
  public static final int FORK_JOIN_POOL = 5;
  public static final int FORK_JOIN_TASK = 6;
  public static final int COMPLETABLE_FUTURE = 7;
  public static final int VIRTUAL_THREAD = 8;
  public static final int THREAD = 9;
  public static final int JUL = 10;
  public static final int SCHEDULED_EXECUTOR = 11;

  public static final int HTTP_CLIENT_RESPONSE = 12;
  public static final int HTTP_SERVER_RESPONSE = 13;
  public static final int HTTP_URL_CONNECTION_RESPONSE = 14;
  public static final int JUL_HANDLERS = 15;

  /** Ids from here on are free for further hooks; the table ends at {@link #COUNT}. */
  public static final int FIRST_FREE = 16;

  /** The size of the table. */
  public static final int COUNT = 32;

  private static final AtomicReferenceArray<@Nullable Hook> TABLE =
      new AtomicReferenceArray<>(COUNT);

  private Hooks() {}

  /** Installs a hook, or takes it back with null. */
  public static void install(int id, @Nullable Hook hook) {
    TABLE.set(id, hook);
  }

  public static @Nullable Object enter(
      int id, @Nullable Object self, @Nullable Object first, @Nullable Object second) {
    Hook hook = TABLE.get(id);
    if (hook == null) {
      return null;
    }
    try {
      return hook.enter(self, first, second);
    } catch (Throwable failure) {
      caught(failure, id);
      return null;
    }
  }

  public static void exit(
      int id,
      @Nullable Object state,
      @Nullable Object self,
      @Nullable Object returned,
      @Nullable Throwable thrown) {
    Hook hook = TABLE.get(id);
    if (hook == null) {
      return;
    }
    try {
      hook.exit(state, self, returned, thrown);
    } catch (Throwable failure) {
      caught(failure, id);
    }
  }

  public static @Nullable Object replace(int id, @Nullable Object self, @Nullable Object value) {
    Hook hook = TABLE.get(id);
    if (hook == null) {
      return value;
    }
    try {
      return hook.replace(self, value);
    } catch (Throwable failure) {
      caught(failure, id);
      return value;
    }
  }

  private static void caught(Throwable failure, int id) {
    if (AdviceFailures.caughtByHook(failure, id)) {
      TABLE.set(id, null);
    }
  }
}
