/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.component;

import dev.braid.otlp.Batch;

/**
 * A stage that takes batches. It owns what it is given: it settles the acknowledgement or hands the
 * batch on. Never throws, never blocks. Several threads may bring batches at once.
 */
@FunctionalInterface
public interface BatchConsumer extends AutoCloseable {
  void accept(Batch batch);

  /** Hands on what is held back. Called when no more batches come. */
  default void flush() {}

  /** Frees what the stage has opened; called after the last {@link #flush}. */
  @Override
  default void close() {}
}
