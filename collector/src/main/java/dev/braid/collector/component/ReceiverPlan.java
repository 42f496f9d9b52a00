/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.component;

import dev.braid.otlp.Signal;
import java.io.IOException;
import java.util.Map;

/** A receiver whose settings are read. */
@FunctionalInterface
public interface ReceiverPlan {

  /**
   * Opens the doors.
   *
   * @param intakes where batches of each signal go; a signal that no pipeline takes is missing
   * @throws IOException if a port cannot be bound or a file not be read
   */
  Receiver start(Map<Signal, Intake> intakes, Environment environment) throws IOException;
}
