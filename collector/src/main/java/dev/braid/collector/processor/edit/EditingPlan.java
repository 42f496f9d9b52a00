/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.edit;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Place;
import dev.braid.collector.component.ProcessorPlan;
import java.util.List;

/**
 * The plan of a processor that edits each batch by itself and keeps no state between batches. The
 * graph makes one stage of those that follow each other in a pipeline.
 */
public interface EditingPlan extends ProcessorPlan {
  /** What the processor does at {@code place}, whose {@code next} is of no concern to it. */
  Editing edit(Place place, Environment environment);

  @Override
  default BatchConsumer start(Place place, Environment environment) {
    return new EditingStage(List.of(edit(place, environment)), List.of(), place.next());
  }
}
