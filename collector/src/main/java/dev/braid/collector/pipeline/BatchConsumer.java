/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.pipeline;

import dev.braid.otlp.Batch;

/**
 * A stage that takes batches. It owns what it is given: it settles the acknowledgement or hands the
 * batch on. Never throws, never blocks.
 */
@FunctionalInterface
public interface BatchConsumer {
  void accept(Batch batch);

  /** Hands on what is held back. Called once at shutdown, when no more batches come. */
  default void flush() {}
}
