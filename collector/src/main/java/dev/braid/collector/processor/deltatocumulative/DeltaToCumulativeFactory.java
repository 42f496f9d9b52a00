/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.deltatocumulative;

import dev.braid.collector.component.ProcessorFactory;
import dev.braid.collector.component.ProcessorPlan;
import dev.braid.collector.processor.series.SeriesStage;
import dev.braid.collector.processor.series.SeriesTable;
import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.time.Duration;
import java.util.Set;

/**
 * {@code deltatocumulative}: adds up what has come of each series.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/deltatocumulativeprocessor">
 *     the processor whose keys these are</a>
 */
public final class DeltaToCumulativeFactory implements ProcessorFactory {
  private static final Duration DEFAULT_MAX_STALE = Duration.ofMinutes(5);
  private static final Duration EXPIRY_INTERVAL = Duration.ofMinutes(1);

  @Override
  public String type() {
    return "deltatocumulative";
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.METRICS);
  }

  @Override
  public ProcessorPlan prepare(String name, Section section) {
    Duration maxStale = section.duration("max_stale", DEFAULT_MAX_STALE);
    if (maxStale.isZero()) {
      section.fault("max_stale", "found 0, allowed a positive duration");
    }
    int maxStreams =
        section.integer("max_streams", SeriesTable.DEFAULT_MAX_SERIES, 1, Integer.MAX_VALUE);
    return (place, environment) ->
        new SeriesStage(
                new DeltaToCumulativeEditor(
                    maxStale, maxStreams, environment.clock(), environment.telemetry()),
                place.next())
            .expiringEvery(EXPIRY_INTERVAL, environment.timer());
  }
}
