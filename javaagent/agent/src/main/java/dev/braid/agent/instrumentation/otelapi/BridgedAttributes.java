/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelapi;

import dev.braid.agent.trace.Key;
import io.opentelemetry.api.common.Attributes;

/** The application's attributes in the agent's flat form. */
final class BridgedAttributes {
  private static final Object[] NONE = {};

  private BridgedAttributes() {}

  /** A {@link Key} and a value in turn. */
  static Object[] flat(Attributes attributes) {
    if (attributes.isEmpty()) {
      return NONE;
    }
    Object[] flat = new Object[2 * attributes.size()];
    int[] at = {0};
    attributes.forEach(
        (key, value) -> {
          flat[at[0]++] = Key.of(key.getKey());
          flat[at[0]++] = value;
        });
    return flat;
  }
}
