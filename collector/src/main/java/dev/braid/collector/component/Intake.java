/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.component;

import dev.braid.otlp.Batch;
import java.util.concurrent.CompletableFuture;

/** The way from a receiver into the pipelines of one signal. Thread-safe, never blocks. */
@FunctionalInterface
public interface Intake {

  /**
   * Offers validated, canonical bytes. The answer is most often there at once; it is late where it
   * has to wait for a disk. Never completes exceptionally.
   */
  CompletableFuture<Admission> offer(Batch batch);
}
