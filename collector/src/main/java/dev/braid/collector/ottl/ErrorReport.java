/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import dev.braid.otlp.edit.EditException;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where errors of one processor go. Thread-safe. */
public final class ErrorReport {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorReport.class);

  /** At most one line in this time: a statement can fail for every item. */
  private static final long PAUSE_MILLIS = 10_000;

  private final String component;
  private final CounterDataPoint errors;
  private final Clock clock;
  private final AtomicLong nextLineMillis = new AtomicLong();

  /** Reports for {@code component}, counting in {@code errors}. */
  public ErrorReport(String component, CounterDataPoint errors, Clock clock) {
    this.component = component;
    this.errors = errors;
    this.clock = clock;
  }

  /** Deals with an error of {@code text} as {@code mode} says. */
  void add(ErrorMode mode, String text, EvaluationException error) {
    errors.inc();
    if (mode == ErrorMode.PROPAGATE) {
      throw new EditException(component + ": " + text + ": " + error.getMessage(), error);
    }
    long now = clock.millis();
    long next = nextLineMillis.get();
    if (mode == ErrorMode.IGNORE
        && now >= next
        && nextLineMillis.compareAndSet(next, now + PAUSE_MILLIS)) {
      LOG.warn("{}: skipped `{}`: {}", component, text, error.getMessage());
    }
  }
}
