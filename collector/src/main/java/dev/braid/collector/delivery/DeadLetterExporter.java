/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.delivery;

import dev.braid.collector.durable.BatchRecord;
import dev.braid.collector.log.SegmentedLog;
import dev.braid.collector.telemetry.Telemetry;
import dev.braid.exporters.Exporter;
import dev.braid.exporters.Outcome;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets aside the batches that an exporter rejects, with reason and time, before it says so. Counts
 * them as {@code exporter_dead_lettered}: a part of what its delivery counts as rejected.
 */
public final class DeadLetterExporter implements Exporter {
  /** Metadata of a batch that was set aside. */
  public static final String REASON = "braid-reason";

  public static final String TIME = "braid-time";

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterExporter.class);

  private final String name;
  private final Exporter exporter;
  private final SegmentedLog letters;
  private final Telemetry telemetry;
  private final Clock clock;

  public DeadLetterExporter(
      String name, Exporter exporter, SegmentedLog letters, Telemetry telemetry, Clock clock) {
    this.name = name;
    this.exporter = exporter;
    this.letters = letters;
    this.telemetry = telemetry;
    this.clock = clock;
  }

  @Override
  public Set<Signal> signals() {
    return exporter.signals();
  }

  @Override
  public boolean needsOrder() {
    return exporter.needsOrder();
  }

  @Override
  public CompletionStage<Outcome> export(Batch batch) {
    return exporter
        .export(batch)
        .thenCompose(
            outcome ->
                outcome instanceof Outcome.Rejected rejected
                    ? setAside(batch, rejected)
                    : CompletableFuture.completedFuture(outcome));
  }

  private CompletionStage<Outcome> setAside(Batch batch, Outcome.Rejected rejected) {
    Map<String, String> metadata = new HashMap<>(batch.metadata());
    metadata.put(REASON, rejected.message());
    metadata.put(TIME, clock.instant().toString());
    return letters
        .append(new BatchRecord("", batch.withMetadata(metadata)).toEntry())
        .handle(
            (number, error) -> {
              if (error == null) {
                telemetry
                    .items("exporter_dead_lettered", batch.signal(), "exporter", name)
                    .inc(batch.itemCount());
              } else {
                LOG.error("exporter {}: {} was rejected and cannot be kept", name, batch, error);
              }
              return rejected;
            });
  }

  @Override
  public void close() {
    exporter.close();
    try {
      letters.close();
    } catch (IOException e) {
      LOG.error("exporter {}: its dead letters were not closed well", name, e);
    }
  }
}
