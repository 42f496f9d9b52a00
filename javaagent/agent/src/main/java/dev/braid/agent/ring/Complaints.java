/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import dev.braid.otlp.Signal;

/** Tells about trouble with the collector in one line a minute at most. Thread-safe. */
final class Complaints {
  private static final long SILENCE_NANOS = 60_000_000_000L;

  private final Counters counters;
  private long lastNanos;
  private boolean hasSpoken;
  private final boolean[] isFailing = new boolean[Signal.values().length];

  Complaints(Counters counters) {
    this.counters = counters;
  }

  synchronized void sendFailed(Signal signal, String message) {
    isFailing[signal.ordinal()] = true;
    long now = System.nanoTime();
    if (hasSpoken && now - lastNanos < SILENCE_NANOS) {
      return;
    }
    lastNanos = now;
    hasSpoken = true;
    AgentLog.warn(
        "cannot send "
            + name(signal)
            + " ("
            + message
            + "); the application is not affected. Lost so far: "
            + lost()
            + ". Check OTEL_EXPORTER_OTLP_ENDPOINT and that the collector is up.");
  }

  synchronized void sendWorked(Signal signal) {
    if (isFailing[signal.ordinal()]) {
      isFailing[signal.ordinal()] = false;
      AgentLog.warn("sending " + name(signal) + " works again. Lost: " + lost() + '.');
    }
  }

  /** A line about drops inside of the agent, if there are new ones. */
  synchronized void dropped(DropReason reason, long items) {
    long now = System.nanoTime();
    if (hasSpoken && now - lastNanos < SILENCE_NANOS) {
      return;
    }
    lastNanos = now;
    hasSpoken = true;
    AgentLog.warn("dropped " + items + " items (" + reason.label() + "). Lost: " + lost() + '.');
  }

  private String lost() {
    return counters.dropped(Signal.TRACES)
        + " spans, "
        + counters.dropped(Signal.LOGS)
        + " log records, "
        + counters.dropped(Signal.METRICS)
        + " metrics";
  }

  private static String name(Signal signal) {
    switch (signal) {
      case TRACES:
        return "spans";
      case LOGS:
        return "log records";
      case METRICS:
        return "metrics";
    }
    return "";
  }
}
