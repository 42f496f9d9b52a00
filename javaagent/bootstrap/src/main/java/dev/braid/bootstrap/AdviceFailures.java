/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.bootstrap;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Counts what advice threw. Nothing that the agent does may reach the application: a throwable ends
 * here, the first ones are kept for {@code braid doctor}, and who fails {@link #LIMIT} times is
 * switched off. Thread safe.
 */
public final class AdviceFailures {
  /** Failures after which an instrumentation is switched off: enough to survive a bad request. */
  public static final int LIMIT = 100;

  /** Instrumentations that can be told apart; the catalog is a fraction of that. */
  public static final int MAX_INSTRUMENTATIONS = 128;

  private static final AtomicIntegerArray COUNTS =
      new AtomicIntegerArray(MAX_INSTRUMENTATIONS + Hooks.COUNT);

  private static volatile @Nullable Listener listener;

  private AdviceFailures() {}

  /** Called by woven code when the advice of instrumentation {@code id} threw. */
  public static void caught(Throwable failure, int id) {
    count(failure, id);
  }

  static boolean caughtByHook(Throwable failure, int hookId) {
    return count(failure, MAX_INSTRUMENTATIONS + hookId);
  }

  /** How often the instrumentation with this id has failed. */
  public static int countOf(int id) {
    return COUNTS.get(id);
  }

  /** Who is told about the first failure of an id and about switching off; one, set at start. */
  public static void listen(@Nullable Listener newListener) {
    listener = newListener;
  }

  private static boolean count(Throwable failure, int id) {
    int count = COUNTS.incrementAndGet(id);
    boolean isAtLimit = count == LIMIT;
    if (isAtLimit && id < MAX_INSTRUMENTATIONS) {
      IndyBootstrap.switchOff(id);
    }
    Listener told = listener;
    if (told != null && (count == 1 || isAtLimit)) {
      try {
        told.failed(failure, id, count);
      } catch (Throwable ignored) {
        // Telling about a failure must not become another one.
        return isAtLimit;
      }
    }
    return isAtLimit;
  }

  /** Told about failures; must not block. */
  public interface Listener {
    void failed(Throwable failure, int id, int count);
  }
}
