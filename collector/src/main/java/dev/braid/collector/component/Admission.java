/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.component;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What became of an offered batch. */
public sealed interface Admission {
  /** The batch is the collector's now. */
  CompletableFuture<Admission> ADMITTED = CompletableFuture.completedFuture(new Admitted());

  /** The sender keeps the batch, and should try again. */
  static CompletableFuture<Admission> refused(String message, Duration retryAfter) {
    return CompletableFuture.completedFuture(new Refused(message, retryAfter));
  }

  /** The batch is the collector's now. */
  record Admitted() implements Admission {}

  /**
   * There is no room. The sender keeps the batch.
   *
   * @param retryAfter when another try is worth it
   */
  record Refused(String message, Duration retryAfter) implements Admission {}
}
