/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait for the send thread, bounded by number and bytes. Adding never waits. Its
 * memory is reused: what was sent comes back.
 */
final class Outbox {
  /** With batches of 512 about 30,000 spans: half a minute of a busy service without collector. */
  static final int MAX_REQUESTS = 64;

  static final long MAX_BYTES = 8 << 20;

  private static final int MAX_FREE = 3;
  private static final int MAX_FREE_BYTES = 512 << 10;

  private final ArrayDeque<Outgoing> waiting = new ArrayDeque<>(MAX_REQUESTS);
  private final ArrayDeque<Outgoing> free = new ArrayDeque<>(MAX_FREE);
  private long bytes;
  private boolean isClosed;

  /** An empty request, or null while the outbox is full. */
  synchronized @Nullable Outgoing take() {
    if (waiting.size() >= MAX_REQUESTS || bytes >= MAX_BYTES) {
      return null;
    }
    Outgoing reused = free.poll();
    Outgoing request = reused == null ? new Outgoing() : reused;
    request.writer.reset();
    return request;
  }

  synchronized void add(Outgoing request) {
    bytes += request.writer.size();
    waiting.add(request);
    notifyAll();
  }

  /** The next request; waits for one, and returns null once the outbox is closed and empty. */
  synchronized @Nullable Outgoing next() throws InterruptedException {
    while (waiting.isEmpty() && !isClosed) {
      wait();
    }
    Outgoing request = waiting.poll();
    if (request != null) {
      bytes -= request.writer.size();
    }
    return request;
  }

  /** Takes back a request that is settled. */
  synchronized void release(Outgoing request) {
    if (free.size() < MAX_FREE && request.writer.capacity() <= MAX_FREE_BYTES) {
      free.add(request);
    }
  }

  /** Nothing more will be added. */
  synchronized void close() {
    isClosed = true;
    notifyAll();
  }

  /** What waits, taken off without being sent, or null. */
  synchronized @Nullable Outgoing poll() {
    return waiting.poll();
  }
}
