/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import dev.braid.agent.metrics.Metrics;
import dev.braid.agent.trace.AgentClock;
import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.bootstrap.Context;
import dev.braid.otlp.Fields;
import dev.braid.otlp.Signal;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The drain thread: empties the ring into batches, hands full or old ones to the outbox, and has
 * the metrics written at each tick. Never waits for the network. A fault costs the item or the
 * batch that it met, never the thread.
 */
final class DrainLoop implements Runnable {
  private static final long ADJUST_NANOS = 10_000_000_000L;

  private final ItemRing items;
  private final Outbox outbox;
  private final Sender sender;
  private final DrainSettings settings;
  private final ResourceSource resourceSource;
  private final Complaints complaints;
  private final PendingBatch spans;
  private final PendingBatch logs;
  private final Sequence consumed = new Sequence();
  private final SequenceBarrier barrier;
  private final CountDownLatch drained = new CountDownLatch(1);
  private volatile boolean isEnding;
  private byte @Nullable [] resource;
  private long lastMetricsNanos = System.nanoTime();
  private long lastAdjustNanos;
  private long complainedDrops;

  DrainLoop(
      ItemRing items,
      Outbox outbox,
      Sender sender,
      DrainSettings settings,
      ResourceSource resourceSource,
      Complaints complaints) {
    this.items = items;
    this.outbox = outbox;
    this.sender = sender;
    this.settings = settings;
    this.resourceSource = resourceSource;
    this.complaints = complaints;
    this.spans = new PendingBatch(Signal.TRACES, settings.maxSpans, 0);
    this.logs = new PendingBatch(Signal.LOGS, settings.maxLogs, 1);
    this.barrier = items.ring.newBarrier();
    items.ring.addGatingSequences(consumed);
  }

  @Override
  public void run() {
    Context.attach(Context.ROOT.suppress(Context.ALL));
    while (!isEnding) {
      round();
    }
    round();
    items.close();
    round(); // what slipped in between
    finish();
  }

  private void round() {
    try {
      drain();
      housekeeping(System.nanoTime());
    } catch (Throwable fault) {
      complaints.sendFailed(Signal.TRACES, "a fault of the agent: ".concat(fault.toString()));
    }
  }

  private void finish() {
    try {
      flush(spans);
      flush(logs);
      tickMetrics();
    } catch (Throwable fault) {
      complaints.sendFailed(Signal.TRACES, "a fault of the agent: ".concat(fault.toString()));
    } finally {
      outbox.close();
      drained.countDown();
    }
  }

  private void drain() throws AlertException, InterruptedException, TimeoutException {
    long next = consumed.get() + 1;
    long available = barrier.waitFor(next);
    long now = System.nanoTime();
    while (next <= available) {
      long chunk = Math.min(available, next + ParkedWait.WAKE_EVERY - 1);
      while (next <= chunk) {
        take(items.ring.get(next), now);
        next++;
      }
      consumed.set(chunk); // frees slots while a long run is still being read
    }
  }

  private void take(Slot slot, long now) {
    InstrumentationScope scope = slot.scope;
    byte[] large = slot.large;
    slot.scope = null;
    slot.large = null;
    if (large != null) {
      items.releaseLarge(slot.length);
    }
    try {
      if (scope == null) {
        throw new IllegalStateException("a slot was published without content");
      }
      PendingBatch batch = slot.signal == Signal.LOGS ? logs : spans;
      batch.add(scope, large == null ? slot.bytes : large, slot.length, now);
      if (batch.isFull()) {
        flush(batch);
      }
    } catch (Throwable fault) {
      items.counters.dropped(slot.signal, DropReason.INTERNAL, 1);
    }
  }

  private void housekeeping(long now) {
    if (spans.isDue(now, settings.spanLingerNanos)) {
      flush(spans);
    }
    if (logs.isDue(now, settings.logLingerNanos)) {
      flush(logs);
    }
    if (settings.metricIntervalNanos > 0
        && now - lastMetricsNanos >= settings.metricIntervalNanos) {
      lastMetricsNanos = now;
      tickMetrics();
    }
    if (lastAdjustNanos == 0 || now - lastAdjustNanos >= ADJUST_NANOS) {
      lastAdjustNanos = now;
      AgentClock.adjust();
      complain();
    }
    sender.abortIfOverdue();
  }

  private void complain() {
    for (DropReason reason : new DropReason[] {DropReason.RING_FULL, DropReason.LOG_QUOTA}) {
      long drops =
          items.counters.dropped(Signal.TRACES, reason)
              + items.counters.dropped(Signal.LOGS, reason);
      if (drops > complainedDrops) {
        complaints.dropped(reason, drops);
        complainedDrops = drops;
      }
    }
  }

  private void flush(PendingBatch batch) {
    int count = batch.items();
    if (count == 0) {
      return;
    }
    boolean isHandedOver = false;
    try {
      Outgoing request = outbox.take(batch.signal);
      if (request == null) {
        items.counters.dropped(batch.signal, DropReason.EXPORT_QUEUE_FULL, count);
        isHandedOver = true;
        return;
      }
      batch.write(request.writer, resource());
      isHandedOver = handOver(request, count);
    } finally {
      batch.clear();
      if (!isHandedOver) {
        items.counters.dropped(batch.signal, DropReason.INTERNAL, count);
      }
    }
  }

  private boolean handOver(Outgoing request, int count) {
    request.items = count;
    if (request.writer.isOverflown()) {
      items.counters.dropped(request.signal, DropReason.TOO_LARGE, count);
    } else if (!outbox.add(request)) {
      items.counters.dropped(request.signal, DropReason.SHUTDOWN, count);
    }
    return true;
  }

  private void tickMetrics() {
    if (settings.metricIntervalNanos <= 0) {
      return;
    }
    Outgoing request = outbox.take(Signal.METRICS);
    if (request == null) {
      items.counters.created(Signal.METRICS, 1);
      items.counters.dropped(Signal.METRICS, DropReason.EXPORT_QUEUE_FULL, 1);
      return;
    }
    byte[] encoded = resource();
    int mark = request.writer.begin(Fields.Wrapper.RESOURCE_ITEMS, 3);
    request.writer.writeRaw(encoded, 0, encoded.length);
    int count = Metrics.get().produce(request.writer, AgentClock.now());
    request.writer.end(mark);
    if (count == 0) {
      outbox.recycle(request);
      return;
    }
    items.counters.created(Signal.METRICS, count);
    handOver(request, count);
  }

  private byte[] resource() {
    byte[] known = resource;
    if (known == null) {
      known = resourceSource.encoded();
      resource = known;
    }
    return known;
  }

  /** Empties everything and returns at once; {@link #awaitDrained} waits for it. */
  void end() {
    isEnding = true;
    items.wait.hurry();
  }

  CountDownLatch drained() {
    return drained;
  }
}
