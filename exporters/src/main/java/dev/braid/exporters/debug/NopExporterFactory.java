/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.debug;

import dev.braid.config.Section;
import dev.braid.exporters.Exporter;
import dev.braid.exporters.ExporterFactory;
import dev.braid.exporters.Outcome;
import dev.braid.exporters.PreparedExporter;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code nop}: takes everything and does nothing. */
public final class NopExporterFactory implements ExporterFactory {

  @Override
  public String type() {
    return "nop";
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.values());
  }

  @Override
  public PreparedExporter prepare(String name, Section settings) {
    return NopExporter::new;
  }

  private static final class NopExporter implements Exporter {
    private volatile boolean closed;

    @Override
    public Set<Signal> signals() {
      return Set.of(Signal.values());
    }

    @Override
    public CompletionStage<Outcome> export(Batch batch) {
      return CompletableFuture.completedFuture(
          closed ? Outcome.retryable("the exporter is closed") : Outcome.delivered());
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
