/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.loki;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sends logs to Loki's push API as protobuf in Snappy.
 *
 * @see <a href="https://grafana.com/docs/loki/latest/reference/loki-http-api/">Loki HTTP API</a>
 */
final class LokiPushExporter implements Exporter {

  private static final Map<String, String> HEADERS =
      Map.of("content-type", "application/x-protobuf");

  private final BackEnd backEnd;
  private final Clock clock;

  LokiPushExporter(LokiSettings settings, Clock clock) {
    this.backEnd = BackEnd.http(settings.url(), settings.client());
    this.clock = clock;
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.LOGS);
  }

  @Override
  public CompletionStage<Outcome> export(Batch batch) {
    if (batch.signal() != Signal.LOGS) {
      return CompletableFuture.completedFuture(
          Outcome.rejected("takes LOGS, got " + batch.signal()));
    }
    byte[] body;
    try {
      body = Snappy.compress(PushRequest.of(batch, clock));
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(
          Outcome.rejected("a log record cannot be translated: " + e));
    }
    return backEnd.post(backEnd.path(), HEADERS, List.of(HttpData.wrap(body)), this::read);
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
