/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.component;

import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.util.Set;

/** A kind of processor. */
public interface ProcessorFactory extends ComponentFactory {

  /** The signals that such a processor can take. */
  Set<Signal> signals();

  /**
   * Reads every key it knows and records each fault in {@code settings}. Opens nothing.
   *
   * @param name the whole component id, such as {@code batch/small}
   */
  ProcessorPlan prepare(String name, Section settings);
}
