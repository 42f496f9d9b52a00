/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdk;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What futures say of a failure. */
final class Failures {
  private Failures() {}

  /** The failure itself where a future has wrapped it. */
  static @Nullable Throwable cause(@Nullable Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException || cause instanceof ExecutionException) {
      Throwable next = cause.getCause();
      if (next == null) {
        return cause;
      }
      cause = next;
    }
    return cause;
  }
}
