/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.component;

import dev.braid.otlp.Signal;
import java.util.Map;

/** A connector whose settings are read; started once for each signal that it takes. */
@FunctionalInterface
public interface ConnectorPlan {

  /**
   * The end of the pipelines of signal {@code from}.
   *
   * @param targets the pipelines that it begins, by their signal; never empty
   */
  BatchConsumer start(
      String name, Signal from, Map<Signal, BatchConsumer> targets, Environment environment);
}
