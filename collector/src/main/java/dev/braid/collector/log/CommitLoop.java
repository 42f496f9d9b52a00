/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes a log. Appends that come while it forces wait for the next force
 * together (group commit), so that the cost of a force is shared by all senders.
 */
final class CommitLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(CommitLoop.class);

  /** Appends that wait; their bytes are bounded by whoever admits them. */
  private static final int MAX_WAITING = 8192;

  /** Appends that share a force: bounds how long the first of them waits. */
  private static final int MAX_GROUP = 1024;

  private static final long MAINTENANCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** What the log does on this thread beside writing. */
  interface Owner {
    /** Makes room for {@code bytes} if it can. */
    boolean makeRoom(long bytes) throws IOException;

    /** Everything below {@code end} is safe. */
    void committed(long end);

    /** Called about once a second. */
    void maintain() throws IOException;
  }

  /** Ends the wait for an append. */
  private static final Waiting WAKE = new Waiting(new Entry((byte) 0, List.of()));

  private final Segments segments;
  private final Fsync fsync;
  private final Owner owner;
  private final Thread thread;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MAX_WAITING);
  private volatile boolean isClosing;

  // Touched by the commit thread only.
  private final List<Waiting> group = new ArrayList<>();
  private long committedEnd;
  private long committedBytes;
  private long lastForceNanos = System.nanoTime() - MAINTENANCE_NANOS;
  private long lastMaintenanceNanos = lastForceNanos;

  CommitLoop(String name, Segments segments, Fsync fsync, Owner owner) {
    this.segments = segments;
    this.fsync = fsync;
    this.owner = owner;
    this.committedEnd = segments.next();
    this.thread = new Thread(this, "braid-log-" + name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Completes with the entry's number when it is safe, or with what went wrong. */
  CompletableFuture<Long> append(Entry entry) {
    Waiting waiting = new Waiting(entry);
    if (isClosing || !queue.offer(waiting)) {
      waiting.refuse(isClosing ? "the log is closed" : MAX_WAITING + " appends wait for the disk");
    } else if (isClosing && !thread.isAlive() && queue.remove(waiting)) {
      waiting.refuse("the log is closed");
    }
    return waiting.answer;
  }

  /** Commits what waits, then ends the thread. */
  void close() throws InterruptedException {
    isClosing = true;
    queue.offer(WAKE);
    thread.join(TimeUnit.NANOSECONDS.toMillis(10 * MAINTENANCE_NANOS));
  }

  @Override
  public void run() {
    while (!isClosing || !queue.isEmpty()) {
      try {
        turn();
      } catch (InterruptedException e) {
        isClosing = true;
      } catch (IOException | RuntimeException e) {
        LOG.error("a log goes on after an error", e);
      }
    }
    queue.forEach(waiting -> waiting.refuse("the log is closed"));
  }

  private void turn() throws InterruptedException, IOException {
    Waiting first = queue.poll(MAINTENANCE_NANOS, TimeUnit.NANOSECONDS);
    if (first != null) {
      commit(first);
    }
    long now = System.nanoTime();
    if (now - lastMaintenanceNanos >= MAINTENANCE_NANOS) {
      lastMaintenanceNanos = now;
      owner.maintain();
    }
  }

  private void commit(Waiting first) throws InterruptedException {
    long deadline = lastForceNanos + fsync.interval().toNanos();
    try {
      for (Waiting next = first; next != null; next = pollUntil(deadline)) {
        write(next);
      }
      if (group.isEmpty()) {
        return;
      }
      segments.force();
    } catch (IOException | RuntimeException e) {
      LOG.error("could not force the log; {} appends are refused", group.size(), e);
      segments.abandon(committedEnd, committedBytes);
      group.forEach(waiting -> waiting.answer.completeExceptionally(e));
      group.clear();
      return;
    }
    lastForceNanos = System.nanoTime();
    committedEnd = segments.next();
    committedBytes = segments.activeBytes();
    owner.committed(committedEnd);
    group.forEach(waiting -> waiting.answer.complete(waiting.number));
    group.clear();
  }

  private @Nullable Waiting pollUntil(long deadline) throws InterruptedException {
    if (group.size() >= MAX_GROUP) {
      return null;
    }
    long left = deadline - System.nanoTime();
    return left <= 0 || isClosing ? queue.poll() : queue.poll(left, TimeUnit.NANOSECONDS);
  }

  /** Writes one entry; throws only where the whole group has failed. */
  private void write(Waiting waiting) throws IOException {
    if (waiting == WAKE) {
      return;
    }
    int bytes = RecordFormat.RECORD_HEAD_BYTES + waiting.entry.bodyBytes();
    try {
      if (!segments.hasRoom(bytes) && !owner.makeRoom(bytes)) {
        waiting.refuse("the log is full");
        return;
      }
      waiting.number = segments.next();
      segments.append(waiting.entry);
    } catch (IOException e) {
      // Most likely a full disk. Nothing of the entry was kept.
      waiting.answer.completeExceptionally(e);
      return;
    }
    group.add(waiting);
  }

  private static final class Waiting {
    private final Entry entry;
    private final CompletableFuture<Long> answer = new CompletableFuture<>();
    private long number;

    private Waiting(Entry entry) {
      this.entry = entry;
    }

    private void refuse(String why) {
      answer.completeExceptionally(new LogFullException(why));
    }
  }
}
