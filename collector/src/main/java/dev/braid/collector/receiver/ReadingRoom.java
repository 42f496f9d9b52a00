/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory for requests that are still being read, which no pipeline counts yet: without it many
 * slow senders fill the heap before one of them is refused. Thread-safe.
 */
final class ReadingRoom {
  private final AtomicLong left;

  ReadingRoom(long bytes) {
    this.left = new AtomicLong(bytes);
  }

  /** A share of the heap for one door: pipelines have half of it, the rest is for sending. */
  static ReadingRoom ofHeap() {
    return new ReadingRoom(Runtime.getRuntime().maxMemory() / 16);
  }

  /** Takes room for {@code bytes}; false if there is none. */
  boolean reserve(long bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return true;
    }
    left.addAndGet(bytes);
    return false;
  }

  void release(long bytes) {
    left.addAndGet(bytes);
  }
}
