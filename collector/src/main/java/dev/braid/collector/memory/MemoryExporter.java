/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.memory;

import dev.braid.exporters.Exporter;
import dev.braid.exporters.Outcome;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps what it is given in {@link RecentTelemetry} and serves the {@link View} of it. */
final class MemoryExporter implements Exporter {
  private final Facts facts;
  private final View view;

  MemoryExporter(RecentTelemetry recent, View view) {
    this.facts = new Facts(recent);
    this.view = view;
  }

  @Override
  public Set<Signal> signals() {
    return EnumSet.allOf(Signal.class);
  }

  @Override
  public CompletionStage<Outcome> export(Batch batch) {
    try {
      synchronized (facts) {
        facts.take(batch);
      }
      return CompletableFuture.completedFuture(Outcome.delivered());
    } catch (RuntimeException bug) {
      return CompletableFuture.completedFuture(Outcome.rejected(bug.toString()));
    }
  }

  @Override
  public void close() {
    view.close();
  }
}
