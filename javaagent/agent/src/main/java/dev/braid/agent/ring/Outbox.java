/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import dev.braid.otlp.Signal;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait for the send thread, in a lane for each signal, bounded by number and bytes.
 * Adding never waits. The lanes are served in turn, and one whose collector does not answer is held
 * back for a while, so that it delays the others by one attempt at most. Memory is reused: what was
 * sent comes back.
 *
 * <p>A request counts as {@link #items held} from {@link #add} until it is {@link #release
 * released}, also while it is under way.
 */
final class Outbox {
  /** With batches of 512 about 30,000 spans: half a minute of a busy service without collector. */
  static final int MAX_REQUESTS = 64;

  static final long MAX_BYTES = 8 << 20;

  /** What one signal leaves to the others. */
  static final long MAX_LANE_BYTES = MAX_BYTES * 3 / 4;

  private static final int MAX_FREE = 3;
  private static final int MAX_FREE_BYTES = 512 << 10;

  private final Lane[] lanes = new Lane[Signal.values().length];
  private final ArrayDeque<Outgoing> free = new ArrayDeque<>(MAX_FREE);
  private long bytes;
  private int turn;
  private boolean isHurried;
  private boolean isClosed;
  private boolean isAbandoned;

  Outbox() {
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] = new Lane();
    }
  }

  /** An empty request of {@code signal}, or null while there is no room for it. */
  synchronized @Nullable Outgoing take(Signal signal) {
    Lane lane = lanes[signal.ordinal()];
    if (lane.waiting.size() >= MAX_REQUESTS || lane.bytes >= MAX_LANE_BYTES || bytes >= MAX_BYTES) {
      return null;
    }
    Outgoing reused = free.poll();
    Outgoing request = reused == null ? new Outgoing() : reused;
    request.reset(signal);
    return request;
  }

  /** Appends a request to its lane; false if nobody will send it any more. */
  synchronized boolean add(Outgoing request) {
    if (isAbandoned) {
      return false;
    }
    Lane lane = lane(request);
    lane.waiting.add(request);
    lane.items += request.items;
    charge(lane, request.writer.size());
    notifyAll();
    return true;
  }

  /** Puts a request that was not sent before the others of its lane; false like {@link #add}. */
  synchronized boolean putBack(Outgoing request) {
    if (isAbandoned) {
      return false;
    }
    Lane lane = lane(request);
    lane.waiting.addFirst(request);
    charge(lane, request.writer.size());
    return true;
  }

  /** Hands out nothing of {@code signal} for a while. */
  synchronized void holdBack(Signal signal, long nanos) {
    Lane lane = lanes[signal.ordinal()];
    lane.isHeld = true;
    lane.heldUntilNanos = System.nanoTime() + nanos;
  }

  /**
   * The next request of the lane whose turn it is; waits for one, and returns null once the outbox
   * is closed and empty.
   */
  synchronized @Nullable Outgoing next() throws InterruptedException {
    while (true) {
      long now = System.nanoTime();
      Outgoing request = ready(now);
      if (request != null) {
        return request;
      }
      long pause = untilRelease(now);
      if (pause > 0) {
        wait(pause / 1_000_000 + 1);
      } else if (isClosed) {
        return null;
      } else {
        wait();
      }
    }
  }

  private @Nullable Outgoing ready(long now) {
    for (int i = 0; i < lanes.length; i++) {
      turn = (turn + 1) % lanes.length;
      Lane lane = lanes[turn];
      if (!lane.waiting.isEmpty() && !isHeld(lane, now)) {
        lane.isHeld = false;
        return remove(lane);
      }
    }
    return null;
  }

  private boolean isHeld(Lane lane, long now) {
    return lane.isHeld && !isHurried && lane.heldUntilNanos - now > 0;
  }

  /** Nanoseconds until the first lane that is held back may go on; 0 if none waits for that. */
  private long untilRelease(long now) {
    long least = 0;
    for (Lane lane : lanes) {
      if (!lane.waiting.isEmpty() && isHeld(lane, now)) {
        long left = lane.heldUntilNanos - now;
        least = least == 0 ? left : Math.min(least, left);
      }
    }
    return least;
  }

  private @Nullable Outgoing remove(Lane lane) {
    Outgoing request = lane.waiting.poll();
    if (request != null) {
      charge(lane, -request.writer.size());
    }
    return request;
  }

  private void charge(Lane lane, int size) {
    lane.bytes += size;
    bytes += size;
  }

  private Lane lane(Outgoing request) {
    return lanes[request.signal.ordinal()];
  }

  /** Takes back a request that was added and is settled. */
  synchronized void release(Outgoing request) {
    lane(request).items -= request.items;
    recycle(request);
  }

  /** Takes back a request that was never added. */
  synchronized void recycle(Outgoing request) {
    if (free.size() < MAX_FREE && request.writer.capacity() <= MAX_FREE_BYTES) {
      free.add(request);
    }
  }

  /** Items of a signal in requests that wait or are under way. */
  synchronized long items(Signal signal) {
    return lanes[signal.ordinal()].items;
  }

  /** No lane is held back from now on. */
  synchronized void hurry() {
    isHurried = true;
    notifyAll();
  }

  /** Nothing more will be added. */
  synchronized void close() {
    isClosed = true;
    notifyAll();
  }

  /** Nothing more is accepted: what {@link #poll} leaves behind is under way. */
  synchronized void abandon() {
    isAbandoned = true;
    isClosed = true;
    notifyAll();
  }

  /** What waits, taken off without being sent, or null. */
  synchronized @Nullable Outgoing poll() {
    for (Lane lane : lanes) {
      Outgoing request = remove(lane);
      if (request != null) {
        return request;
      }
    }
    return null;
  }

  /** The requests of one signal, in their order. Guarded by the outbox. */
  private static final class Lane {
    final ArrayDeque<Outgoing> waiting = new ArrayDeque<>();
    long bytes;
    long items;
    boolean isHeld;
    long heldUntilNanos;
  }
}
