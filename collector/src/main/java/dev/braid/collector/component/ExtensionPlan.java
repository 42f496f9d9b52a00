/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.component;

import java.io.IOException;

/** An extension whose settings are read. */
@FunctionalInterface
public interface ExtensionPlan {

  /**
   * Opens what the extension needs.
   *
   * @throws IOException if a port cannot be bound or a file not be read
   */
  Extension start(Environment environment, CollectorState state) throws IOException;
}
