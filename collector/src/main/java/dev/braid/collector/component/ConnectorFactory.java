/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.component;

import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.util.Map;
import java.util.Set;

/** A kind of connector: the end of some pipelines and the beginning of others. */
public interface ConnectorFactory extends ComponentFactory {

  /** For each signal that it takes, the signals that it can make of it. */
  Map<Signal, Set<Signal>> routes();

  /**
   * Reads every key it knows and records each fault in {@code settings}. Opens nothing.
   *
   * @param name the whole component id, such as {@code forward/all}
   */
  ConnectorPlan prepare(String name, Section settings);
}
