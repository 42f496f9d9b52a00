/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {
  private final WeakIdentityMap<Object, Integer> map = new WeakIdentityMap<>();

  @Test
  void equalKeys_areDifferentKeys() {
    String first = new String("same");
    String second = new String("same");

    map.put(first, 1);

    assertThat(map.get(first)).isEqualTo(1);
    assertThat(map.get(second)).isNull();
  }

  @Test
  void secondPut_replaces() {
    Object key = new Object();
    map.put(key, 1);

    map.put(key, 2);

    assertThat(map.get(key)).isEqualTo(2);
    assertThat(map.size()).isEqualTo(1);
  }

  @Test
  void removedKey_isGone() {
    Object key = new Object();
    map.put(key, 1);

    map.remove(key);

    assertThat(map.get(key)).isNull();
    assertThat(map.size()).isZero();
  }

  @Test
  void manyLiveKeys_areAllFound() {
    List<Object> keys = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      keys.add(new Object());
      map.put(keys.get(i), i);
    }

    for (int i = 0; i < keys.size(); i++) {
      assertThat(map.get(keys.get(i))).isEqualTo(i);
    }
    assertThat(map.size()).isEqualTo(20_000);
  }

  @Test
  void collectedKeys_leave() {
    for (int i = 0; i < 2_000; i++) {
      map.put(new Object(), i);
    }
    Object last = new Object();

    for (int round = 0; round < 200 && map.size() > 100; round++) {
      System.gc();
      for (int i = 0; i < 64; i++) { // a write in every stripe
        map.remove(new Object());
      }
      Thread.onSpinWait();
    }

    map.put(last, 7);
    assertThat(map.size()).isLessThanOrEqualTo(100);
    assertThat(map.get(last)).isEqualTo(7);
  }

  @Test
  void concurrentWriters_seeTheirOwnWrites() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Integer>> misses = new ArrayList<>();

    for (int t = 0; t < 4; t++) {
      int seed = t;
      misses.add(threads.submit(() -> missesOfOneWriter(new Random(seed))));
    }

    for (Future<Integer> missed : misses) {
      assertThat(missed.get()).isZero();
    }
    threads.shutdown();
  }

  private int missesOfOneWriter(Random random) {
    int missed = 0;
    Object[] kept = new Object[500];
    for (int i = 0; i < 50_000; i++) {
      int slot = random.nextInt(kept.length);
      Object before = kept[slot];
      if (before != null && map.get(before) == null) {
        missed++;
      }
      kept[slot] = new Object();
      map.put(kept[slot], i);
    }
    return missed;
  }
}
