/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets the drain thread sleep on a timer. Producers do not wake it, except one in {@link
 * #WAKE_EVERY} and the first one after idle time: the stock strategies either wake it at each
 * publication, which costs producers a system call, or never let it sleep.
 *
 * <p>A lost wake-up is harmless: the timer ends every sleep, and at most {@link #WAKE_EVERY} items,
 * a small part of the ring, come before the next one.
 */
final class ParkedWait implements WaitStrategy {
  /** A sixteenth of the ring. */
  static final int WAKE_EVERY = 256;

  /** While items come: gathers some tens of them and delays none noticeably. */
  private static final long BUSY_NANOS = 20_000_000;

  /** While none come: deadlines and metrics need no more than a look a second. */
  private static final long IDLE_NANOS = 1_000_000_000;

  private static final int IDLE_AFTER = 50; // one second without items

  private volatile @Nullable Thread parked;
  private volatile boolean isIdle;
  private volatile boolean isHurried;
  private int emptyRounds;

  @Override
  public long waitFor(
      long sequence, Sequence cursor, Sequence dependentSequence, SequenceBarrier barrier) {
    long available = dependentSequence.get();
    if (available < sequence && !isHurried) {
      park(sequence, dependentSequence);
      available = dependentSequence.get();
    }
    emptyRounds = available < sequence ? emptyRounds + 1 : 0;
    return available;
  }

  private void park(long sequence, Sequence dependentSequence) {
    parked = Thread.currentThread();
    if (emptyRounds < IDLE_AFTER) {
      LockSupport.parkNanos(this, BUSY_NANOS);
    } else {
      // Flag, then look again; a producer claims its sequence, then reads the flag. All of it is
      // volatile, so one of the two sees the other, and the first item never sleeps a second.
      isIdle = true;
      if (dependentSequence.get() < sequence) {
        LockSupport.parkNanos(this, IDLE_NANOS);
      }
      isIdle = false;
    }
    parked = null;
  }

  /** Called by the producer of {@code sequence} after it was published. */
  void published(long sequence) {
    if ((sequence & (WAKE_EVERY - 1)) == 0 || isIdle) {
      isIdle = false;
      wake();
    }
  }

  /** Whether the drain thread sleeps until the next item. For tests. */
  boolean isIdle() {
    return isIdle;
  }

  void wake() {
    Thread sleeper = parked;
    if (sleeper != null) {
      LockSupport.unpark(sleeper);
    }
  }

  /** No sleep from now on: the end is near. */
  void hurry() {
    isHurried = true;
    wake();
  }

  @Override
  public void signalAllWhenBlocking() {
    // published() does it, one time in many.
  }
}
