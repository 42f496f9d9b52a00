/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.component;

import java.util.Set;

/**
 * A kind of component that a configuration can name; found by {@link java.util.ServiceLoader}.
 * Implementations are stateless and thread-safe.
 */
public interface ComponentFactory {

  /** The type as configurations write it, such as {@code batch}. */
  String type();

  /** Other names that mean the same: the names of other releases of the OpenTelemetry Collector. */
  default Set<String> aliases() {
    return Set.of();
  }
}
