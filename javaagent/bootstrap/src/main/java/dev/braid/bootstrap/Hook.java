/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * What the agent does at one place inside of a JDK class. The advice is inlined there and calls
 * only {@link Hooks}, which catches and counts everything that a hook throws. Called from any
 * thread, so stateless.
 */
public abstract class Hook {
  /** Called first; what it returns is handed to {@link #exit}. */
  public @Nullable Object enter(
      @Nullable Object self, @Nullable Object first, @Nullable Object second) {
    return null;
  }

  /** Called last, also when the method throws. */
  public void exit(
      @Nullable Object state,
      @Nullable Object self,
      @Nullable Object returned,
      @Nullable Throwable thrown) {}

  /** Called where advice may replace a value (an argument or a result); returns what is used. */
  public @Nullable Object replace(@Nullable Object self, @Nullable Object value) {
    return value;
  }
}
