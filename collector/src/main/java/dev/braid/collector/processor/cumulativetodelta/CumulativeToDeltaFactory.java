/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.cumulativetodelta;

import dev.braid.collector.component.ProcessorFactory;
import dev.braid.collector.component.ProcessorPlan;
import dev.braid.collector.processor.series.SeriesStage;
import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.util.Set;

/** {@code cumulativetodelta}: what has come of each series since its last point. */
public final class CumulativeToDeltaFactory implements ProcessorFactory {
  @Override
  public String type() {
    return "cumulativetodelta";
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.METRICS);
  }

  @Override
  public ProcessorPlan prepare(String name, Section section) {
    CumulativeToDeltaSettings settings = CumulativeToDeltaSettings.read(section);
    return (place, environment) -> {
      SeriesStage stage =
          new SeriesStage(
              new CumulativeToDeltaEditor(settings, environment.clock(), environment.telemetry()),
              place.next());
      return settings.maxStaleness().isZero()
          ? stage
          : stage.expiringEvery(settings.maxStaleness(), environment.timer());
    };
  }
}
