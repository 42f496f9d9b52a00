/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.delivery;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.collector.telemetry.Telemetry;
import dev.braid.exporters.Exporter;
import dev.braid.exporters.Outcome;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Failure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bounded queue and the retries before one exporter. Has no thread: it works on the thread that
 * brings a batch, on the one that completes a send, and on the shared timer. Thread-safe.
 *
 * <pre>
 *  accept ──▶ queue (batches, bytes) ──▶ at most N on their way ──▶ exporter
 *     └─ full: dropped(queue_full)         ▲          │ retryable
 *                                          └─ timer ◀─┘ expired: dropped(expired)
 * </pre>
 */
public final class Delivery implements BatchConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final long NANOS_BETWEEN_LOG_LINES = TimeUnit.SECONDS.toNanos(10);

  /** The clock, the dice and the alarm, which tests replace. */
  public record Environment(
      ScheduledExecutorService timer, LongSupplier nanoTime, DoubleSupplier random) {}

  private final String name;
  private final Exporter exporter;
  private final DeliverySettings settings;
  private final long maxBytes;
  private final Environment environment;
  private final DeliveryCounts counts;
  private final int maxInFlight;
  private final Object lock = new Object();
  private final AtomicInteger signals = new AtomicInteger();

  // All guarded by lock.
  private final Deque<Attempt> queue = new ArrayDeque<>();
  // Sent or waiting for another try, and answered by nobody yet.
  private final Set<Attempt> underWay = new LinkedHashSet<>();
  private long queuedBytes;
  private long queuedUnits;
  private int inFlight;
  private boolean isClosed;
  private long lastLogNanos;
  private boolean hasLogged;

  /** Before {@code exporter}; at most {@code maxBytes} wait, whatever the settings count. */
  public Delivery(
      String name,
      Exporter exporter,
      DeliverySettings settings,
      long maxBytes,
      Environment environment,
      Telemetry telemetry) {
    this.name = name;
    this.exporter = exporter;
    this.settings = settings;
    this.maxBytes = maxBytes;
    this.environment = environment;
    this.counts = new DeliveryCounts(telemetry, name);
    this.maxInFlight = exporter.needsOrder() ? 1 : settings.consumers();
  }

  public DeliveryCounts counts() {
    return counts;
  }

  /** What waits to be sent the first time, as the settings count it. */
  public int queueLength() {
    synchronized (lock) {
      return Math.toIntExact(queuedUnits);
    }
  }

  /** Counts a batch that a queue on disk gave up to make room. */
  public void dropUnread(Batch batch) {
    counts.enqueue(batch);
    drop(batch, "queue_full", "the disk queue is full: raise max_size or speed up the back end");
  }

  public int queueCapacity() {
    return settings.queueSize();
  }

  @Override
  public void accept(Batch batch) {
    counts.enqueue(batch);
    long units = settings.sizer().of(batch);
    boolean isFull;
    boolean isTooLate;
    synchronized (lock) {
      isTooLate = isClosed;
      isFull =
          (queuedUnits + units > settings.queueSize() && !queue.isEmpty())
              || (queuedBytes + batch.sizeBytes() > maxBytes && !queue.isEmpty());
      if (!isTooLate && !isFull) {
        queue.addLast(new Attempt(batch, environment.nanoTime.getAsLong()));
        queuedBytes += batch.sizeBytes();
        queuedUnits += units;
      }
    }
    if (isTooLate) {
      drop(batch, "shutdown", "the collector stops");
    } else if (isFull) {
      drop(batch, "queue_full", "sending_queue is full: raise queue_size or speed up the back end");
    }
    pump();
  }

  /**
   * Starts what may start. A send that completes on this thread comes back here; the counter makes
   * it another turn of the loop instead of a deeper stack.
   */
  private void pump() {
    if (signals.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    do {
      for (Attempt next = poll(); next != null; next = poll()) {
        send(next);
      }
      seen = signals.addAndGet(-seen);
    } while (seen != 0);
  }

  private @Nullable Attempt poll() {
    synchronized (lock) {
      if (inFlight >= maxInFlight || queue.isEmpty()) {
        return null;
      }
      inFlight++;
      Attempt next = queue.removeFirst();
      queuedBytes -= next.batch.sizeBytes();
      queuedUnits -= settings.sizer().of(next.batch);
      underWay.add(next);
      return next;
    }
  }

  private void send(Attempt attempt) {
    try {
      exporter
          .export(attempt.batch)
          .whenComplete(
              (outcome, error) ->
                  settle(attempt, error == null ? outcome : Outcome.rejected(error.toString())));
    } catch (RuntimeException e) {
      LOG.error("exporter {} broke its contract and threw", name, e);
      settle(attempt, Outcome.rejected(e.toString()));
    }
  }

  private void settle(Attempt attempt, Outcome outcome) {
    Batch batch = attempt.batch;
    if (outcome instanceof Outcome.Retryable retryable) {
      retry(attempt, retryable);
      return;
    }
    if (!claim(attempt)) {
      return;
    }
    if (outcome instanceof Outcome.Rejected rejected) {
      counts.reject(batch);
      warn(batch, "rejected", rejected.message());
      batch.acknowledgement().fail(Failure.permanent(rejected.message()));
    } else {
      long refused = outcome instanceof Outcome.PartiallyRejected partial ? partial.items() : 0;
      counts.deliver(batch, refused);
      if (outcome instanceof Outcome.PartiallyRejected partial && refused > 0) {
        warn(batch, "partially rejected", partial.message());
      }
      batch.acknowledgement().succeed();
    }
    finish();
  }

  private void retry(Attempt attempt, Outcome.Retryable outcome) {
    long now = environment.nanoTime.getAsLong();
    Duration wait = attempt.nextWait(settings, outcome.after(), environment.random.getAsDouble());
    long age = now - attempt.sinceNanos + wait.toNanos();
    boolean isExpired = !settings.maxElapsed().isZero() && age > settings.maxElapsed().toNanos();
    if (isExpired || !settings.isRetrying()) {
      if (claim(attempt)) {
        drop(attempt.batch, isExpired ? "expired" : "not_retried", outcome.message());
        finish();
      }
      return;
    }
    warn(attempt.batch, "will be tried again", outcome.message());
    synchronized (lock) {
      // Closed, the timer may be gone, and the batch is settled.
      if (!isClosed) {
        environment.timer.schedule(() -> sendAgain(attempt), wait.toNanos(), TimeUnit.NANOSECONDS);
      }
    }
  }

  private void sendAgain(Attempt attempt) {
    boolean isOpen;
    synchronized (lock) {
      isOpen = !isClosed;
    }
    if (isOpen) {
      send(attempt);
    }
  }

  /** True for the first who asks: an answer and {@link #close} may want to settle one batch. */
  private boolean claim(Attempt attempt) {
    synchronized (lock) {
      return underWay.remove(attempt);
    }
  }

  private void finish() {
    synchronized (lock) {
      inFlight--;
      lock.notifyAll();
    }
    pump();
  }

  private void drop(Batch batch, String reason, String message) {
    counts.drop(batch, reason);
    warn(batch, "dropped (" + reason + ")", message);
    // After a stop the same batch can still be delivered by whoever has kept it.
    batch
        .acknowledgement()
        .fail(reason.equals("shutdown") ? Failure.retryable(reason, 0) : Failure.permanent(reason));
  }

  private void warn(Batch batch, String what, String message) {
    long now = environment.nanoTime.getAsLong();
    synchronized (lock) {
      if (hasLogged && now - lastLogNanos < NANOS_BETWEEN_LOG_LINES) {
        return;
      }
      hasLogged = true;
      lastLogNanos = now;
    }
    LOG.warn("exporter {}: {} {}: {}", name, batch, what, message);
  }

  /** Waits until everything is settled; false if that took longer than {@code deadline}. */
  public boolean drain(Duration deadline) throws InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    synchronized (lock) {
      while (inFlight > 0 || !queue.isEmpty()) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        lock.wait(left);
      }
      return true;
    }
  }

  /**
   * Drops what waits, be it for its first try, for another one or for an answer, counted as such,
   * and closes the exporter. An answer that comes later is not looked at: every batch is settled.
   */
  @Override
  public void close() {
    Deque<Attempt> left;
    int interrupted;
    synchronized (lock) {
      isClosed = true;
      left = new ArrayDeque<>(underWay);
      interrupted = underWay.size();
      left.addAll(queue);
      underWay.clear();
      queue.clear();
      queuedBytes = 0;
      queuedUnits = 0;
    }
    left.forEach(attempt -> drop(attempt.batch, "shutdown", "the collector stops"));
    synchronized (lock) {
      inFlight -= interrupted;
      lock.notifyAll();
    }
    exporter.close();
  }

  /**
   * Closes the exporter and gives back what waits, uncounted and unsettled, in order: another
   * delivery takes it. What is on its way can then arrive twice, which back ends bear.
   */
  public List<Batch> handOver() {
    List<Batch> waiting = new ArrayList<>();
    synchronized (lock) {
      isClosed = true;
      underWay.forEach(attempt -> waiting.add(attempt.batch));
      queue.forEach(attempt -> waiting.add(attempt.batch));
      inFlight -= underWay.size();
      underWay.clear();
      queue.clear();
      queuedBytes = 0;
      queuedUnits = 0;
      lock.notifyAll();
    }
    waiting.forEach(counts::withdraw);
    exporter.close();
    return waiting;
  }

  /** One batch on its way; touched by one thread at a time, handed over by the timer. */
  private static final class Attempt {
    private final Batch batch;
    private final long sinceNanos;
    private double waitNanos;

    private Attempt(Batch batch, long sinceNanos) {
      this.batch = batch;
      this.sinceNanos = sinceNanos;
    }

    private Duration nextWait(DeliverySettings settings, @Nullable Duration asked, double random) {
      double base = waitNanos == 0 ? settings.initialInterval().toNanos() : waitNanos;
      waitNanos = Math.min(base * settings.multiplier(), settings.maxInterval().toNanos());
      double jitter = 1 + settings.randomization() * (2 * random - 1);
      long own = (long) (Math.min(base, settings.maxInterval().toNanos()) * jitter);
      return Duration.ofNanos(asked == null ? own : Math.max(own, asked.toNanos()));
    }
  }
}
