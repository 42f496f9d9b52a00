/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters;

import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A translator and sender of one request to one back end.
 *
 * <p>It has no queue, no retry and no threads of its own: these belong to delivery. All methods are
 * thread-safe, none blocks.
 */
public interface Exporter extends AutoCloseable {

  /** The signals that {@link #export} takes; a batch of another signal is {@code Rejected}. */
  Set<Signal> signals();

  /**
   * Sends {@code batch} once. The bytes are read until the stage completes and not after; whoever
   * calls keeps them unchanged until then. Never throws, never returns a failed stage: whatever
   * goes wrong is an {@link Outcome}.
   */
  CompletionStage<Outcome> export(Batch batch);

  /**
   * Whether batches have to be sent one after the other. True where a back end takes samples of a
   * series in time order only, or where the exporter's own state depends on the order.
   */
  default boolean needsOrder() {
    return false;
  }

  /**
   * Frees connections and ports. Closing twice does nothing; a later batch is {@code Retryable},
   * since another exporter may still deliver it.
   */
  @Override
  void close();
}
