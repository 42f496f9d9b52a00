/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import java.util.List;

/**
 * The descriptor of one instrumentation: which methods of which types get which advice.
 *
 * <p>The descriptor is named {@code XxxInstrumentation} and lives in {@code
 * dev.braid.agent.instrumentation.<family>} beside its advice, but only the descriptor is loaded by
 * the agent's loader. All other classes of the package are defined once per application loader, so
 * they may use the library's types; the descriptor may not, and names everything by strings.
 */
public interface Instrumentation {
  /** The name in settings, {@code otel.instrumentation.<name>.enabled}; OpenTelemetry's if any. */
  String name();

  /** What to weave; asked once at start. */
  List<Target> targets();

  /** Called once before weaving, if enabled: the place to install hooks for JDK classes. */
  default void installHooks() {}

  default boolean isEnabledByDefault() {
    return true;
  }
}
