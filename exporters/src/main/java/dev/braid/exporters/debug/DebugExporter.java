/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.debug;

import dev.braid.exporters.Exporter;
import dev.braid.exporters.Outcome;
import dev.braid.otlp.Batch;
import dev.braid.otlp.LogCursor;
import dev.braid.otlp.LogRecordView;
import dev.braid.otlp.MetricCursor;
import dev.braid.otlp.OtlpJson;
import dev.braid.otlp.Signal;
import dev.braid.otlp.SpanCursor;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Writes what comes as text. Payloads appear in its output: that is its duty. */
final class DebugExporter implements Exporter {

  private final Verbosity verbosity;
  private final Consumer<String> target;
  private volatile boolean closed;

  DebugExporter(Verbosity verbosity, Consumer<String> target) {
    this.verbosity = verbosity;
    this.target = target;
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.values());
  }

  @Override
  public CompletionStage<Outcome> export(Batch batch) {
    if (closed) {
      return CompletableFuture.completedFuture(Outcome.retryable("the exporter is closed"));
    }
    String signal = batch.signal().name().toLowerCase(Locale.ROOT);
    target.accept(signal + ": " + batch.itemCount() + " items, " + batch.sizeBytes() + " bytes");
    switch (verbosity) {
      case BASIC -> {}
      case NORMAL -> lines(batch);
      case DETAILED -> {
        byte[] bytes = batch.toByteArray();
        byte[] json = OtlpJson.toJson(batch.signal(), bytes, 0, bytes.length);
        target.accept(new String(json, StandardCharsets.UTF_8));
      }
    }
    return CompletableFuture.completedFuture(Outcome.delivered());
  }

  private void lines(Batch batch) {
    switch (batch.signal()) {
      case TRACES -> {
        SpanCursor spans = new SpanCursor();
        spans.reset(batch);
        while (spans.next()) {
          target.accept(
              spans.span().name()
                  + " "
                  + spans.span().traceId().hex()
                  + " "
                  + spans.span().spanId().hex());
        }
      }
      case METRICS -> {
        MetricCursor metrics = new MetricCursor();
        metrics.reset(batch);
        while (metrics.next()) {
          target.accept(metrics.metric().name() + " " + metrics.metric().type());
        }
      }
      case LOGS -> {
        LogCursor logs = new LogCursor();
        logs.reset(batch);
        while (logs.next()) {
          LogRecordView record = logs.logRecord();
          target.accept(
              record.severityText() + " " + record.body().asText() + " " + record.traceId().hex());
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
