/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class BucketsTest {
  @Test
  void randomBuckets_addSubtractAndDownscale_asAMapOfCountsDoes() {
    long seed = 11;
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      Buckets a = random(random);
      Buckets b = random(random);
      int steps = random.nextInt(6);

      assertThat(map(a.plus(b, 1))).as("seed %s round %s", seed, round).isEqualTo(plus(a, b));
      assertThat(a.plus(b, 1).plus(b, -1)).as("seed %s round %s", seed, round).isEqualTo(a);
      assertThat(map(a.downscaled(steps)))
          .as("seed %s round %s", seed, round)
          .isEqualTo(downscaled(a, steps));
      int fit = a.stepsToFit(b, 8);
      assertThat(a.downscaled(fit).plus(b.downscaled(fit), 1).counts().length)
          .isLessThanOrEqualTo(8);
      if (fit > 0) {
        assertThat(a.downscaled(fit - 1).plus(b.downscaled(fit - 1), 1).counts().length)
            .isGreaterThan(8);
      }
    }
  }

  @Test
  void above_cutsWhatLiesBelow() {
    Buckets buckets = Buckets.of(-2, new long[] {1, 2, 3, 4});

    assertThat(buckets.countUpTo(-1)).isEqualTo(3);
    assertThat(buckets.above(-1)).isEqualTo(Buckets.of(0, new long[] {3, 4}));
    assertThat(buckets.above(-3)).isEqualTo(buckets);
    assertThat(buckets.above(1)).isEqualTo(Buckets.NONE);
  }

  private static Buckets random(Random random) {
    long[] counts = new long[random.nextInt(20)];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = random.nextInt(3);
    }
    return Buckets.of(random.nextInt(80) - 40, counts);
  }

  private static Map<Integer, Long> map(Buckets buckets) {
    return downscaled(buckets, 0);
  }

  private static Map<Integer, Long> plus(Buckets a, Buckets b) {
    Map<Integer, Long> sum = map(a);
    map(b).forEach((index, count) -> sum.merge(index, count, Long::sum));
    return sum;
  }

  private static Map<Integer, Long> downscaled(Buckets buckets, int steps) {
    Map<Integer, Long> map = new TreeMap<>();
    for (int i = 0; i < buckets.counts().length; i++) {
      if (buckets.counts()[i] != 0) {
        int index = Math.floorDiv(buckets.offset() + i, 1 << steps);
        map.merge(index, buckets.counts()[i], Long::sum);
      }
    }
    return map;
  }
}
