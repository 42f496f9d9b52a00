/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters;

import java.io.IOException;

/** An exporter whose settings are read and which can be started. */
@FunctionalInterface
public interface PreparedExporter {

  /**
   * Opens what the exporter needs. May block for a moment to bind a port or read a key file; does
   * not wait for the back end.
   *
   * @throws IOException if a port cannot be bound or a file not be read
   */
  Exporter start() throws IOException;
}
