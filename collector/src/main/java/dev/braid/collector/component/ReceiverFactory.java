/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.component;

import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.util.Set;

/** A kind of receiver. */
public interface ReceiverFactory extends ComponentFactory {

  /** The signals that such a receiver can bring. */
  Set<Signal> signals();

  /**
   * Reads every key it knows and records each fault in {@code settings}. Opens nothing.
   *
   * @param name the whole component id, such as {@code otlp/2}
   */
  ReceiverPlan prepare(String name, Section settings);
}
