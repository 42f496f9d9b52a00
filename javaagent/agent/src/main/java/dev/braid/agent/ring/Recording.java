/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import dev.braid.agent.logs.LogSink;
import dev.braid.agent.settings.Settings;
import dev.braid.agent.trace.SpanLimits;
import dev.braid.agent.trace.SpanSink;
import dev.braid.otlp.Signal;
import java.util.concurrent.TimeUnit;

/** Ring, threads and sender as one; owns the threads {@code braid-drain} and {@code braid-send}. */
public final class Recording {
  private final ItemRing ring = new ItemRing();
  private final Outbox outbox = new Outbox();
  private final Recorder recorder = new Recorder(ring, SpanLimits.defaults());
  private final DrainLoop drain;
  private final SendLoop send;
  private final Thread drainThread;
  private final Thread sendThread;
  private boolean isClosed;

  Recording(Sender sender, DrainSettings settings, ResourceSource resource) {
    Complaints complaints = new Complaints(ring.counters);
    drain = new DrainLoop(ring, outbox, sender, settings, resource, complaints);
    send = new SendLoop(outbox, sender, ring.counters, complaints);
    drainThread = thread(drain, "braid-drain");
    sendThread = thread(send, "braid-send");
  }

  /** Starts what {@code settings} describe and gives it to the instrumentations. */
  public static Recording start(Settings settings) {
    return new RecordingAssembly(settings).start();
  }

  /** Makes the ring and starts its threads. */
  public static Recording start(
      HttpSenders senders, DrainSettings settings, ResourceSource resource) {
    return start((Sender) senders, settings, resource);
  }

  static Recording start(Sender sender, DrainSettings settings, ResourceSource resource) {
    Recording recording = new Recording(sender, settings, resource);
    recording.drainThread.start();
    recording.sendThread.start();
    return recording;
  }

  private static Thread thread(Runnable loop, String name) {
    Thread thread = new Thread(null, loop, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  public SpanSink spans() {
    return recorder;
  }

  /** A recorder of logs whose attributes keep to {@code limits}. */
  public LogSink logs(SpanLimits limits) {
    return new Recorder(ring, limits);
  }

  public Counters counters() {
    return ring.counters;
  }

  ItemRing ring() {
    return ring;
  }

  Outbox outbox() {
    return outbox;
  }

  /** Sends what there is, for at most {@code timeoutMillis}, and ends the threads. Idempotent. */
  public synchronized void close(long timeoutMillis) {
    if (isClosed) {
      return;
    }
    isClosed = true;
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    try {
      send.end();
      drain.end();
      drain.drained().await(timeoutMillis, TimeUnit.MILLISECONDS);
      sendThread.join(millisUntil(end));
      abandon();
    } catch (InterruptedException e) {
      abandon();
      Thread.currentThread().interrupt();
    }
  }

  private void abandon() {
    if (!sendThread.isAlive()) {
      return;
    }
    send.abandon();
    sendThread.interrupt();
    Outgoing lost = outbox.poll();
    while (lost != null) {
      ring.counters.dropped(lost.signal, DropReason.SHUTDOWN, lost.items);
      outbox.release(lost);
      lost = outbox.poll();
    }
  }

  private static long millisUntil(long endNanos) {
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime()));
  }

  /** Items of a signal whose fate is open. */
  public long held(Signal signal) {
    return ring.counters.held(signal);
  }
}
