/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import dev.braid.exporters.Exporter;
import dev.braid.exporters.Outcome;
import dev.braid.exporters.http.BackEnd;
import dev.braid.exporters.http.HttpAnswer;
import dev.braid.exporters.http.Snappy;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** Sends metrics by Prometheus's remote write 1.0. Only deltas need state: their running totals. */
final class RemoteWriteExporter implements Exporter {

  private static final Map<String, String> HEADERS =
      Map.of(
          "content-type", "application/x-protobuf",
          "content-encoding", "snappy",
          "x-prometheus-remote-write-version", "0.1.0");

  /** A delta series that pauses for longer starts anew, as a restarted process does. */
  private static final Duration DELTA_EXPIRY = Duration.ofHours(1);

  private final RemoteWriteSettings settings;
  private final BackEnd backEnd;
  private final SeriesTable deltas;
  private final Clock clock;

  RemoteWriteExporter(RemoteWriteSettings settings, Clock clock, LongSupplier nanoTime) {
    this.settings = settings;
    this.backEnd = BackEnd.http(settings.url(), settings.client());
    this.deltas = new SeriesTable(settings.maxSeries(), DELTA_EXPIRY, nanoTime);
    this.clock = clock;
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.METRICS);
  }

  /** Prometheus refuses samples that are older than what it has. */
  @Override
  public boolean needsOrder() {
    return true;
  }

  @Override
  public CompletionStage<Outcome> export(Batch batch) {
    if (batch.signal() != Signal.METRICS) {
      return CompletableFuture.completedFuture(
          Outcome.rejected("takes METRICS, got " + batch.signal()));
    }
    Refusals refusals = new Refusals();
    byte[] body;
    try {
      RemoteWriteRequest request = request(batch, refusals);
      if (request.isEmpty()) {
        return CompletableFuture.completedFuture(refusals.in(Outcome.delivered()));
      }
      body = Snappy.compress(request.toProto());
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(
          Outcome.rejected("a metric cannot be translated: " + e));
    }
    return backEnd
        .post(backEnd.path(), HEADERS, List.of(HttpData.wrap(body)), this::read)
        .thenApply(refusals::in);
  }

  private RemoteWriteRequest request(Batch batch, Refusals refusals) {
    RemoteWriteRequest request = new RemoteWriteRequest(settings.metadata());
    new MetricTranslator(
            settings.translator(),
            series -> {
              Series total = series.delta() ? deltas.update(series, refusals) : series;
              if (total != null) {
                request.add(total);
              }
            },
            refusals)
        .translate(batch);
    return request;
  }

  private Outcome read(AggregatedHttpResponse answer) {
    int code = answer.status().code();
    if (code >= 200 && code < 300) {
      return Outcome.delivered();
    }
    String message = HttpAnswer.message(answer);
    return code == 429 || code >= 500
        ? HttpAnswer.retryable(answer, message, clock)
        : Outcome.rejected(message);
  }

  @Override
  public void close() {
    backEnd.close();
  }
}
