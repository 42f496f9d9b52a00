/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.SequenceBarrier;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ParkedWaitIT {
  private static final int EMPTY_ROUNDS_UNTIL_IDLE = 51;

  private final ParkedWait wait = new ParkedWait();
  private final RingBuffer<Slot> ring = RingBuffer.createMultiProducer(Slot::new, 8, wait);
  private final SequenceBarrier barrier = ring.newBarrier();

  @Test
  void firstItemAfterIdleTime_wakesTheDrainThread() throws Exception {
    CompletableFuture<Long> taken = new CompletableFuture<>();
    Thread drain = new Thread(() -> takeAfterIdleTime(taken));
    drain.start();
    awaitIdle(drain);

    long published = System.nanoTime();
    publish();

    long latencyNanos = taken.get(5, TimeUnit.SECONDS) - published;
    assertThat(latencyNanos).isLessThan(TimeUnit.MILLISECONDS.toNanos(500));
    drain.join();
  }

  @Test
  void hurriedWait_returnsAtOnce_withoutItems() throws Exception {
    wait.hurry();

    assertThat(barrier.waitFor(0)).isEqualTo(-1);
  }

  private void takeAfterIdleTime(CompletableFuture<Long> taken) {
    try {
      for (int i = 0; i < EMPTY_ROUNDS_UNTIL_IDLE - 1; i++) {
        barrier.waitFor(0);
      }
      while (barrier.waitFor(0) < 0) {
        // an idle park that ended without an item
      }
      taken.complete(System.nanoTime());
    } catch (Exception e) {
      taken.completeExceptionally(e);
    }
  }

  private void awaitIdle(Thread drain) {
    while (!wait.isIdle() && drain.isAlive()) {
      LockSupport.parkNanos(100_000);
    }
  }

  private void publish() {
    long sequence = ring.next();
    ring.publish(sequence);
    wait.published(sequence);
  }
}
