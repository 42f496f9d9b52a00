/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jvm;

import dev.braid.agent.metrics.ObservedMetric;
import dev.braid.agent.metrics.Points;
import dev.braid.agent.trace.Key;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Platform threads by state and daemon flag. */
final class ThreadCount extends ObservedMetric {
  private static final Key DAEMON = Key.of("jvm.thread.daemon");
  private static final Key STATE = Key.of("jvm.thread.state");

  ThreadCount() {
    super(
        JvmMetrics.SCOPE,
        Kind.SUM,
        "jvm.thread.count",
        "{thread}",
        "Number of executing platform threads.");
  }

  @Override
  protected void observe(Points points) {
    ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    Thread.State[] states = Thread.State.values();
    long[] counts = new long[2 * states.length];
    for (@Nullable ThreadInfo thread : bean.getThreadInfo(bean.getAllThreadIds())) {
      if (thread != null) {
        counts[2 * thread.getThreadState().ordinal() + (thread.isDaemon() ? 1 : 0)]++;
      }
    }
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        String state = states[i / 2].name().toLowerCase(Locale.ROOT);
        points.add(counts[i], DAEMON, i % 2 == 1, STATE, state);
      }
    }
  }
}
