/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.probabilisticsampler;

import dev.braid.collector.component.ProcessorFactory;
import dev.braid.collector.processor.edit.EditingPlan;
import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.util.List;
import java.util.Set;

/** {@code probabilistic_sampler}: keeps a share of spans or log records. */
public final class ProbabilisticSamplerFactory implements ProcessorFactory {
  @Override
  public String type() {
    return "probabilistic_sampler";
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.TRACES, Signal.LOGS);
  }

  @Override
  public EditingPlan prepare(String name, Section section) {
    SamplerSettings settings = SamplerSettings.read(section);
    return (place, environment) -> {
      Signal signal = place.signal();
      SamplerCounts counts =
          new SamplerCounts(environment.telemetry(), signal, settings.logs().fromAttribute());
      return () -> List.of(new SamplerEditor(settings, signal, counts));
    };
  }
}
