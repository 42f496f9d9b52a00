/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.memorylimiter;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Place;
import dev.braid.collector.component.ProcessorPlan;

/**
 * A limit of what the collector retains. It is obeyed at the doors, by counting admitted bytes, so
 * that it has no stage of its own in a pipeline.
 *
 * @param bytes beyond which a door refuses
 */
public record MemoryLimit(long bytes) implements ProcessorPlan {
  @Override
  public BatchConsumer start(Place place, Environment environment) {
    return place.next();
  }
}
