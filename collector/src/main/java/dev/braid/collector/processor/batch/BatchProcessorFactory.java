/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.batch;

import dev.braid.collector.component.ProcessorFactory;
import dev.braid.collector.component.ProcessorPlan;
import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.util.EnumSet;
import java.util.Set;

/** {@code batch}: gathers items until there are enough or the first has waited long enough. */
public final class BatchProcessorFactory implements ProcessorFactory {
  @Override
  public String type() {
    return "batch";
  }

  @Override
  public Set<Signal> signals() {
    return EnumSet.allOf(Signal.class);
  }

  @Override
  public ProcessorPlan prepare(String name, Section section) {
    BatchSettings settings = BatchSettings.read(section);
    return (place, environment) ->
        settings.metadataKeys().isEmpty()
            ? new BatchProcessor(settings, environment.timer(), place.next())
            : new BatchByMetadata(settings, place, environment);
  }
}
