/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.delivery;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.collector.durable.BatchRecord;
import dev.braid.collector.log.SegmentedLog;
import dev.braid.collector.log.StoredEntry;
import dev.braid.otlp.Acknowledgement;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue on disk before a {@link Delivery}. Who brings a batch is done with it when its copy is
 * safe; the copy stays until the back end has it, over any number of restarts. Thread-safe.
 *
 * <pre>
 *  accept ──▶ log ──▶ acknowledged        braid-queue thread ──▶ delivery ──▶ exporter
 *     └─ full: waits, unacknowledged ◀─timer      ▲ N batches at most, in order
 *              (its bytes fill the door's budget) └─ log
 * </pre>
 */
public final class DiskQueue implements BatchConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(DiskQueue.class);
  private static final long RETRY_MILLIS = 200;
  private static final long NANOS_BETWEEN_LOG_LINES = TimeUnit.SECONDS.toNanos(10);
  private static final long ERROR_WAIT_MILLIS = 1000;

  /** What a stop leaves for sends that are on their way; the rest is safe. */
  private static final long STOP_MILLIS = 2000;

  private final String name;
  private final SegmentedLog log;
  private final Delivery delivery;
  private final Bounds bounds;
  private final ScheduledExecutorService timer;
  private final Thread feeder;
  private final Object lock = new Object();

  // All guarded by lock.
  private final Deque<Batch> unstored = new ArrayDeque<>();
  private boolean isRetrying;
  private long quietUntilNanos = System.nanoTime();
  private int appends;
  private int batchesOut;
  private long bytesOut;
  private boolean isStopping;

  /** How much of the queue is in memory at once: batches, and bytes beyond the first batch. */
  public record Bounds(int batches, long bytes) {}

  public DiskQueue(
      String name,
      SegmentedLog log,
      Delivery delivery,
      Bounds bounds,
      ScheduledExecutorService timer) {
    this.name = name;
    this.log = log;
    this.delivery = delivery;
    this.bounds = bounds;
    this.timer = timer;
    this.feeder = new Thread(this::feed, "braid-queue-" + name);
    feeder.setDaemon(true);
    feeder.start();
  }

  /** Batches on disk that the back end has not taken. */
  public long length() {
    return log.heldRecords();
  }

  @Override
  public void accept(Batch batch) {
    synchronized (lock) {
      if (isRetrying) {
        unstored.addLast(batch);
        return;
      }
      appends++;
    }
    store(batch);
  }

  private void store(Batch batch) {
    log.append(new BatchRecord("", batch).toEntry())
        .whenComplete(
            (number, error) -> {
              if (error == null) {
                batch.acknowledgement().succeed();
              } else {
                keepUnstored(batch, error);
              }
              synchronized (lock) {
                appends--;
                lock.notifyAll();
              }
            });
  }

  private void keepUnstored(Batch batch, Throwable error) {
    synchronized (lock) {
      if (!isStopping) {
        unstored.addLast(batch);
        long now = System.nanoTime();
        if (now - quietUntilNanos >= 0) {
          quietUntilNanos = now + NANOS_BETWEEN_LOG_LINES;
          LOG.warn(
              "exporter {}: the disk queue takes no more, doors will refuse until it does: {}",
              name,
              error.getMessage());
        }
        if (!isRetrying) {
          isRetrying = true;
          timer.schedule(this::storeAgain, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
        return;
      }
    }
    batch.acknowledgement().fail(Failure.retryable("shutdown", 0));
  }

  private void storeAgain() {
    Deque<Batch> again;
    synchronized (lock) {
      isRetrying = false;
      again = new ArrayDeque<>(unstored);
      unstored.clear();
      appends += again.size();
    }
    again.forEach(this::store);
  }

  private void feed() {
    try {
      while (!isStopped()) {
        feedOne();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void feedOne() throws InterruptedException {
    try {
      StoredEntry entry = log.reader().take();
      if (entry == null) {
        return;
      }
      Batch batch = BatchRecord.of(entry).batch();
      if (awaitRoom(batch.sizeBytes())) {
        delivery.accept(batch.withAcknowledgement(settling(entry.number(), batch.sizeBytes())));
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("exporter {}: its disk queue cannot be read, trying again", name, e);
      synchronized (lock) {
        if (!isStopping) {
          lock.wait(ERROR_WAIT_MILLIS);
        }
      }
    }
  }

  private Acknowledgement settling(long number, long bytes) {
    return Acknowledgement.root(
        failure -> {
          if (failure == null || !failure.isRetryable()) {
            log.release(number);
          }
          synchronized (lock) {
            batchesOut--;
            bytesOut -= bytes;
            lock.notifyAll();
          }
        });
  }

  private boolean awaitRoom(long bytes) throws InterruptedException {
    synchronized (lock) {
      while (!isStopping
          && (batchesOut >= bounds.batches
              || (batchesOut > 0 && bytesOut + bytes > bounds.bytes))) {
        lock.wait();
      }
      batchesOut++;
      bytesOut += bytes;
      return !isStopping;
    }
  }

  private boolean isStopped() {
    synchronized (lock) {
      return isStopping;
    }
  }

  /** Waits until what was brought is safe, at most for {@code millis}. */
  public void awaitStored(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    synchronized (lock) {
      for (long left = millis; left > 0 && (appends > 0 || !unstored.isEmpty()); ) {
        lock.wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    }
  }

  /** Ends feeding, gives sends on their way a moment, and closes delivery and log. */
  @Override
  public void close() {
    Deque<Batch> left;
    synchronized (lock) {
      isStopping = true;
      left = new ArrayDeque<>(unstored);
      unstored.clear();
      lock.notifyAll();
    }
    left.forEach(batch -> batch.acknowledgement().fail(Failure.retryable("shutdown", 0)));
    log.stopReading();
    try {
      feeder.join(STOP_MILLIS);
      delivery.drain(Duration.ofMillis(STOP_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    delivery.close();
    try {
      log.close();
    } catch (IOException e) {
      LOG.error("exporter {}: its disk queue was not closed well", name, e);
    }
  }
}
