/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * State on foreign objects: a striped map whose keys are weak and compared by identity.
 *
 * <p>All methods are thread safe. {@link #get} takes no lock and allocates nothing; writers lock
 * one of {@link #STRIPES} stripes. Its size is bounded by the objects that the application itself
 * keeps alive: entries of collected keys leave with the next write to their stripe.
 *
 * <p>Values are held strongly until then, so they are values of the agent (never an application's
 * object, nor an instance of a class from a helper loader) and never refer to their key.
 *
 * <p>A chain is read while a writer unlinks from it: an unlinked entry keeps its {@code next}, so
 * the reader goes on. Growing copies entries and leaves the old table as it was, so a reader in it
 * misses only what was put after it began.
 */
public final class WeakIdentityMap<K, V> {
  /** Two per core of a large host; a stripe costs 200 bytes. */
  private static final int STRIPES = 16;

  private static final int FIRST_CAPACITY = 16;

  private final Stripe<V>[] stripes;

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  public WeakIdentityMap() {
    stripes = new Stripe[STRIPES];
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe<>();
    }
  }

  /** What was put for this very object, or null. */
  public @Nullable V get(K key) {
    int hash = hash(key);
    return stripes[hash & STRIPES - 1].get(key, hash);
  }

  public void put(K key, V value) {
    int hash = hash(key);
    stripes[hash & STRIPES - 1].put(key, hash, value);
  }

  public void remove(K key) {
    int hash = hash(key);
    stripes[hash & STRIPES - 1].remove(key, hash);
  }

  /** How many entries there are, those of keys collected since the last write included. */
  public int size() {
    int size = 0;
    for (Stripe<V> stripe : stripes) {
      size += stripe.size();
    }
    return size;
  }

  private static int hash(Object key) {
    int hash = System.identityHashCode(key) * 0x9E3779B9;
    return hash ^ hash >>> 16;
  }

  private static final class Entry<V> extends WeakReference<Object> {
    final int hash;
    final V value;
    volatile @Nullable Entry<V> next;

    Entry(
        Object key,
        int hash,
        V value,
        @Nullable Entry<V> next,
        ReferenceQueue<@Nullable Object> queue) {
      super(key, queue);
      this.hash = hash;
      this.value = value;
      this.next = next;
    }
  }

  private static final class Stripe<V> {
    private final ReferenceQueue<@Nullable Object> collected = new ReferenceQueue<>();
    private volatile AtomicReferenceArray<@Nullable Entry<V>> table =
        new AtomicReferenceArray<>(FIRST_CAPACITY);
    private int size; // guarded by this

    @Nullable V get(Object key, int hash) {
      AtomicReferenceArray<@Nullable Entry<V>> buckets = table;
      Entry<V> entry = buckets.get(index(hash, buckets));
      while (entry != null) {
        if (entry.hash == hash && entry.get() == key) {
          return entry.value;
        }
        entry = entry.next;
      }
      return null;
    }

    synchronized void put(Object key, int hash, V value) {
      dropCollected();
      unlink(key, hash);
      if (size >= table.length()) {
        grow();
      }
      add(table, key, hash, value);
      size++;
    }

    synchronized void remove(Object key, int hash) {
      dropCollected();
      unlink(key, hash);
    }

    synchronized int size() {
      return size;
    }

    private void add(
        AtomicReferenceArray<@Nullable Entry<V>> buckets, Object key, int hash, V value) {
      int index = index(hash, buckets);
      buckets.set(index, new Entry<>(key, hash, value, buckets.get(index), collected));
    }

    private void grow() {
      AtomicReferenceArray<@Nullable Entry<V>> old = table;
      AtomicReferenceArray<@Nullable Entry<V>> larger =
          new AtomicReferenceArray<>(old.length() * 2);
      int copied = 0;
      for (int i = 0; i < old.length(); i++) {
        for (Entry<V> entry = old.get(i); entry != null; entry = entry.next) {
          Object key = entry.get();
          if (key != null) {
            add(larger, key, entry.hash, entry.value);
            copied++;
          }
        }
      }
      size = copied;
      table = larger;
    }

    private void unlink(Object key, int hash) {
      AtomicReferenceArray<@Nullable Entry<V>> buckets = table;
      Entry<V> entry = buckets.get(index(hash, buckets));
      while (entry != null) {
        if (entry.hash == hash && entry.get() == key) {
          unlink(entry);
          return;
        }
        entry = entry.next;
      }
    }

    private void dropCollected() {
      for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
        unlink((Entry<?>) gone);
      }
    }

    /** Takes an entry out; one of a table that was grown away is not found, and that is fine. */
    private void unlink(Entry<?> gone) {
      AtomicReferenceArray<@Nullable Entry<V>> buckets = table;
      int index = index(gone.hash, buckets);
      Entry<V> before = null;
      Entry<V> entry = buckets.get(index);
      while (entry != null && entry != gone) {
        before = entry;
        entry = entry.next;
      }
      if (entry == null) {
        return;
      }
      if (before == null) {
        buckets.set(index, entry.next);
      } else {
        before.next = entry.next;
      }
      size--;
    }

    private int index(int hash, AtomicReferenceArray<@Nullable Entry<V>> buckets) {
      return hash >>> 4 & buckets.length() - 1;
    }
  }
}
