/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * Components of the OpenTelemetry Collector and its contrib repository that Braid lacks, and what
 * to use instead.
 */
final class KnownComponents {
  private static final String FILE = "known-components.properties";

  private KnownComponents() {}

  /** What to use instead of a component that exists elsewhere; empty if nobody has such a one. */
  static Optional<String> alternative(String kind, String type) {
    Properties known = new Properties();
    try (InputStream in = KnownComponents.class.getResourceAsStream(FILE)) {
      if (in != null) {
        known.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.ofNullable(known.getProperty(kind + "." + type));
  }
}
