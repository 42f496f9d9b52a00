/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.bootstrap;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Which context each waiting task was submitted in: a striped, weak identity map, so that a task
 * stays the very object that the application gave to its executor. It never calls a method of a
 * task, its locks are leaves, and a task that is dropped unrun takes its entry with it.
 *
 * <p>One object may wait several times at once (a lambda that captures nothing is a constant), so
 * an entry is a queue: first submitted, first taken. Thread safe.
 */
final class TaskContexts {
  /** More waiting turns of one object than this are not told apart: it bounds one entry. */
  static final int MAX_TURNS = 1024;

  /** A power of two far above the cores of a large machine, at 64 bytes each. */
  private static final int STRIPES = 128;

  private static final int STRIPE_BITS = 7;

  private final Stripe[] stripes = new Stripe[STRIPES];

  TaskContexts() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe();
    }
  }

  /** Adds a turn of {@code task}. */
  void add(Object task, Context context) {
    int hash = hash(task);
    stripe(hash).add(task, hash >>> STRIPE_BITS, context, false);
  }

  /** Adds a turn without a context, needed only if turns of the same object wait already. */
  void addEmpty(Object task) {
    int hash = hash(task);
    stripe(hash).add(task, hash >>> STRIPE_BITS, Context.ROOT, true);
  }

  /**
   * Removes the oldest turn of {@code task} and returns its context, {@link Context#ROOT} if none.
   */
  Context take(Object task) {
    int hash = hash(task);
    return stripe(hash).take(task, hash >>> STRIPE_BITS, false);
  }

  /** Removes the newest turn of {@code task}, which will not run. */
  void takeBack(Object task) {
    int hash = hash(task);
    stripe(hash).take(task, hash >>> STRIPE_BITS, true);
  }

  /** How many tasks have an entry, those included that are gone but not yet swept. */
  int size() {
    int size = 0;
    for (Stripe stripe : stripes) {
      size += stripe.size();
    }
    return size;
  }

  private Stripe stripe(int hash) {
    return stripes[hash & (STRIPES - 1)];
  }

  private static int hash(Object task) {
    int hash = System.identityHashCode(task);
    return hash ^ (hash >>> 16);
  }

  /** A further turn of a task; the newest points to the oldest of the further ones. */
  private static final class Turn {
    final Context context;
    Turn next;

    Turn(Context context) {
      this.context = context;
      this.next = this;
    }
  }

  private static final class Entry extends WeakReference<Object> {
    final int hash;
    Context context;
    @Nullable Entry next;
    @Nullable Turn newest;
    int turns = 1;

    Entry(Object task, int hash, Context context, @Nullable Entry next) {
      super(task);
      this.hash = hash;
      this.context = context;
      this.next = next;
    }

    void addTurn(Context added) {
      if (turns == MAX_TURNS) {
        return;
      }
      turns++;
      Turn turn = new Turn(added);
      Turn last = newest;
      if (last != null) {
        turn.next = last.next;
        last.next = turn;
      }
      newest = turn;
    }

    Context takeOldest() {
      Context oldest = context;
      Turn last = newest;
      if (last != null) {
        Turn first = last.next;
        context = first.context;
        last.next = first.next;
        newest = first == last ? null : last;
      }
      turns--;
      return oldest;
    }

    void takeNewest() {
      Turn last = newest;
      if (last != null) {
        Turn before = last;
        while (before.next != last) {
          before = before.next;
        }
        before.next = last.next;
        newest = before == last ? null : before;
      }
      turns--;
    }
  }

  /** One lock and one chained table; every method holds the lock for a few steps only. */
  private static final class Stripe {
    private static final int MIN_CAPACITY = 8;

    private @Nullable Entry[] table = new Entry[MIN_CAPACITY];
    private int size;
    private int addedSinceSweep;

    synchronized int size() {
      return size;
    }

    synchronized void add(Object task, int hash, Context context, boolean onlyIfWaiting) {
      Entry entry = find(task, hash);
      if (entry != null) {
        entry.addTurn(context);
      } else if (!onlyIfWaiting) {
        int index = hash & (table.length - 1);
        table[index] = new Entry(task, hash, context, table[index]);
        size++;
        if (++addedSinceSweep >= table.length) {
          sweep();
        }
      }
    }

    synchronized Context take(Object task, int hash, boolean isNewest) {
      Entry entry = find(task, hash);
      if (entry == null) {
        return Context.ROOT;
      }
      Context taken = Context.ROOT;
      if (isNewest) {
        entry.takeNewest();
      } else {
        taken = entry.takeOldest();
      }
      if (entry.turns == 0) {
        remove(entry);
      }
      return taken;
    }

    private @Nullable Entry find(Object task, int hash) {
      Entry entry = table[hash & (table.length - 1)];
      while (entry != null && (entry.hash != hash || entry.get() != task)) {
        entry = entry.next;
      }
      return entry;
    }

    private void remove(Entry removed) {
      int index = removed.hash & (table.length - 1);
      Entry entry = table[index];
      if (entry == removed) {
        table[index] = removed.next;
      } else {
        while (entry != null && entry.next != removed) {
          entry = entry.next;
        }
        if (entry != null) {
          entry.next = removed.next;
        }
      }
      removed.clear();
      size--;
    }

    /**
     * Drops the entries of tasks that are gone and fits the table to what is left. Runs once per
     * {@code table.length} additions, so its cost is spread over them and no entry outlives its
     * task by more than that.
     */
    private void sweep() {
      addedSinceSweep = 0;
      int live = 0;
      for (Entry head : table) {
        for (Entry entry = head; entry != null; entry = entry.next) {
          if (entry.get() != null) {
            live++;
          }
        }
      }
      int capacity = MIN_CAPACITY;
      while (capacity < live * 2) {
        capacity *= 2;
      }
      Entry[] old = table;
      table = new Entry[capacity];
      size = 0;
      for (Entry head : old) {
        Entry entry = head;
        while (entry != null) {
          Entry next = entry.next;
          if (entry.get() != null) {
            int index = entry.hash & (capacity - 1);
            entry.next = table[index];
            table[index] = entry;
            size++;
          }
          entry = next;
        }
      }
    }
  }
}
