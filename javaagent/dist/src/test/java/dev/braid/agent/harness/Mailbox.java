/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Things that arrive over time and are waited for. Thread safe. */
final class Mailbox<T> {
  private final String name;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<T> items = new ArrayList<>();
  private boolean isClosed;

  Mailbox(String name) {
    this.name = name;
  }

  void add(T item) {
    lock.lock();
    try {
      items.add(item);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing comes any more. */
  void close() {
    lock.lock();
    try {
      isClosed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  List<T> all() {
    lock.lock();
    try {
      return List.copyOf(items);
    } finally {
      lock.unlock();
    }
  }

  T await(String what, Predicate<? super T> isWanted, Duration patience) {
    return awaitAll(what, isWanted, 1, patience).get(0);
  }

  /** The first items that match, once there are as many as wanted. */
  List<T> awaitAll(String what, Predicate<? super T> isWanted, int count, Duration patience) {
    long remaining = patience.toNanos();
    lock.lock();
    try {
      while (true) {
        List<T> found = items.stream().filter(isWanted).toList();
        if (found.size() >= count) {
          return found;
        }
        if (remaining <= 0 || isClosed) {
          throw new AssertionError(
              "no "
                  + what
                  + " ("
                  + found.size()
                  + " of "
                  + count
                  + ") in "
                  + name
                  + ":\n"
                  + text());
        }
        remaining = changed.awaitNanos(remaining);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } finally {
      lock.unlock();
    }
  }

  void awaitClosed(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    lock.lock();
    try {
      while (!isClosed) {
        if (!changed.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          throw new AssertionError(name + " is still open");
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } finally {
      lock.unlock();
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (T item : items) {
      text.append(item).append('\n');
    }
    return text.toString();
  }
}
