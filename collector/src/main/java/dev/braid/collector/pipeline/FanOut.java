/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.pipeline;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.otlp.Batch;
import java.util.List;

/** Gives every batch to several stages, which share its bytes read-only. */
public final class FanOut implements BatchConsumer {
  private final List<BatchConsumer> branches;

  private FanOut(List<BatchConsumer> branches) {
    this.branches = branches;
  }

  /** One stage for all of {@code branches}; a single branch needs no fan-out. */
  public static BatchConsumer to(List<BatchConsumer> branches) {
    return branches.size() == 1 ? branches.get(0) : new FanOut(List.copyOf(branches));
  }

  @Override
  public void accept(Batch batch) {
    List<Batch> copies = batch.fanOut(branches.size());
    for (int i = 0; i < copies.size(); i++) {
      branches.get(i).accept(copies.get(i));
    }
  }
}
