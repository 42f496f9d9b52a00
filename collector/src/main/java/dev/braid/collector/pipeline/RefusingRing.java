/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.pipeline;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.EventTranslatorOneArg;
import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import dev.braid.collector.component.Admission;
import dev.braid.collector.component.BatchConsumer;
import dev.braid.collector.component.Intake;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Failure;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hand-over from the network threads to one pipeline thread. Without room it refuses, so that
 * the sender keeps the batch; it never drops. Producers may be many, the consumer is one thread.
 */
public final class RefusingRing implements Intake, AutoCloseable {
  /** Batches that wait: more would be latency, since the bytes have their own budget. */
  public static final int SLOTS = 1024;

  /** A pipeline that is full drains within a second. */
  private static final CompletableFuture<Admission> FULL =
      Admission.refused("the pipeline is full, try again", Duration.ofSeconds(1));

  private static final long POLL_NANOS = 500_000;
  private static final Logger LOG = LoggerFactory.getLogger(RefusingRing.class);
  private static final EventTranslatorOneArg<Slot, Batch> PUT =
      (slot, sequence, batch) -> slot.batch = batch;

  private final Disruptor<Slot> disruptor;
  private final MemoryBudget budget;
  private final AtomicInteger promised = new AtomicInteger();
  private volatile BatchConsumer next;
  private volatile boolean isHalted;

  public RefusingRing(
      String name, int slots, MemoryBudget budget, CounterDataPoint bugs, BatchConsumer next) {
    this.budget = budget;
    this.next = next;
    this.disruptor =
        new Disruptor<>(
            Slot::new,
            slots,
            task -> {
              Thread thread = new Thread(task, "braid-pipeline-" + name);
              thread.setDaemon(true);
              return thread;
            },
            ProducerType.MULTI,
            new BlockingWaitStrategy());
    disruptor.setDefaultExceptionHandler(new CountAndGoOn(name, bugs));
    disruptor.handleEventsWith(handler(bugs));
    disruptor.start();
  }

  @Override
  public CompletableFuture<Admission> offer(Batch batch) {
    if (!budget.reserve(batch.sizeBytes())) {
      return FULL;
    }
    if (disruptor.getRingBuffer().tryPublishEvent(PUT, budget.released(batch))) {
      return Admission.ADMITTED;
    }
    budget.release(batch.sizeBytes());
    return FULL;
  }

  /** Takes room for a batch that comes later, by {@link #publish}; false if there is none. */
  public boolean reserve(Batch batch) {
    if (!budget.reserve(batch.sizeBytes())) {
      return false;
    }
    if (disruptor.getRingBuffer().remainingCapacity() >= promised.incrementAndGet()) {
      return true;
    }
    cancel(batch);
    return false;
  }

  /** Gives back the room that {@link #reserve} has taken. */
  public void cancel(Batch batch) {
    promised.decrementAndGet();
    budget.release(batch.sizeBytes());
  }

  /**
   * Puts a batch where room was reserved. Others may have been faster: waits for the next place.
   */
  public void publish(Batch batch) {
    Batch counted = budget.released(batch);
    while (!disruptor.getRingBuffer().tryPublishEvent(PUT, counted)) {
      if (isHalted) {
        counted.acknowledgement().fail(Failure.retryable("shutdown", 0));
        break;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    promised.decrementAndGet();
  }

  /**
   * Puts another stage behind the ring, and waits, at most until the deadline, until nothing is
   * under way to the old one.
   */
  public void pointAt(BatchConsumer replacement, Duration deadline) {
    next = replacement;
    RingBuffer<Slot> ring = disruptor.getRingBuffer();
    long last = ring.getCursor();
    long end = System.nanoTime() + deadline.toNanos();
    while (ring.getMinimumGatingSequence() < last && System.nanoTime() < end) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Lets the pipeline finish what was taken, at most until the deadline, then stops it. */
  public void drain(Duration deadline) {
    // Not Disruptor.shutdown: it forgets the backlog of a consumer whose thread has not begun yet.
    RingBuffer<Slot> ring = disruptor.getRingBuffer();
    long end = System.nanoTime() + deadline.toNanos();
    while (isBusy(ring) && System.nanoTime() < end) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    if (isBusy(ring)) {
      LOG.warn("pipeline not drained within {}, what waits is lost", deadline);
    }
    close();
  }

  private boolean isBusy(RingBuffer<Slot> ring) {
    return promised.get() > 0 || ring.getMinimumGatingSequence() < ring.getCursor();
  }

  @Override
  public void close() {
    isHalted = true;
    disruptor.halt();
  }

  private EventHandler<Slot> handler(CounterDataPoint bugs) {
    return (slot, sequence, endOfBatch) -> {
      Batch batch = slot.take();
      if (batch == null) {
        return;
      }
      try {
        next.accept(batch);
      } catch (RuntimeException e) {
        bugs.inc();
        LOG.error("a pipeline stage failed on {}", batch, e);
        batch.acknowledgement().fail(Failure.permanent("internal error"));
      }
    };
  }

  /** One place in the ring. Written by the producer that claimed it, then by the consumer. */
  private static final class Slot {
    private @Nullable Batch batch;

    private @Nullable Batch take() {
      Batch taken = batch;
      batch = null;
      return taken;
    }
  }

  /** The stock handler rethrows, which ends the consumer and stalls the ring for ever. */
  private record CountAndGoOn(String name, CounterDataPoint bugs)
      implements ExceptionHandler<Slot> {
    @Override
    public void handleEventException(Throwable error, long sequence, Slot slot) {
      bugs.inc();
      LOG.error("pipeline {} goes on after an error", name, error);
      if (error instanceof VirtualMachineError fatal) {
        throw fatal;
      }
    }

    @Override
    public void handleOnStartException(Throwable error) {
      LOG.error("pipeline {} did not start well", name, error);
    }

    @Override
    public void handleOnShutdownException(Throwable error) {
      LOG.error("pipeline {} did not stop well", name, error);
    }
  }
}
