/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import com.linecorp.armeria.common.CommonPools;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.encoding.EncodingService;
import dev.braid.exporters.Exporter;
import dev.braid.exporters.Outcome;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Keeps the latest point of each series and shows them at {@code /metrics}.
 *
 * <p>A batch is delivered once the page shows it.
 */
final class PrometheusExporter implements Exporter {

  /** A page is asked for every few seconds by one or two servers. */
  private static final int MAX_CONNECTIONS = 64;

  private final PrometheusSettings settings;
  private final SeriesTable table;
  private final Server server;
  private volatile boolean closed;

  private PrometheusExporter(PrometheusSettings settings, LongSupplier nanoTime) {
    this.settings = settings;
    this.table = new SeriesTable(settings.maxSeries(), settings.expiry(), nanoTime);
    this.server =
        Server.builder()
            .http(settings.address())
            .workerGroup(CommonPools.workerGroup(), false)
            .maxNumConnections(MAX_CONNECTIONS)
            .gracefulShutdownTimeout(Duration.ZERO, Duration.ZERO)
            .service("/metrics", (context, request) -> page(request))
            .decorator(EncodingService.newDecorator())
            .build();
  }

  static PrometheusExporter start(PrometheusSettings settings, LongSupplier nanoTime)
      throws IOException {
    PrometheusExporter exporter = new PrometheusExporter(settings, nanoTime);
    try {
      exporter.server.start().join();
      return exporter;
    } catch (CompletionException e) {
      exporter.close();
      throw new IOException("cannot listen on " + settings.address(), e.getCause());
    }
  }

  /** The port that it listens on. */
  int port() {
    return server.activeLocalPort();
  }

  private HttpResponse page(HttpRequest request) {
    PageFormat wanted = PageFormat.negotiate(request.headers().get("accept", ""));
    PageFormat format = settings.openMetrics() ? wanted : PageFormat.CLASSIC;
    byte[] page = ScrapePage.render(table.live(), format, settings.timestamps());
    return HttpResponse.of(
        HttpStatus.OK, MediaType.parse(format.contentType()), HttpData.wrap(page));
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.METRICS);
  }

  /** Points of a series count in the order in which they come. */
  @Override
  public boolean needsOrder() {
    return true;
  }

  @Override
  public CompletionStage<Outcome> export(Batch batch) {
    return CompletableFuture.completedFuture(take(batch));
  }

  private Outcome take(Batch batch) {
    if (batch.signal() != Signal.METRICS) {
      return Outcome.rejected("takes METRICS, got " + batch.signal());
    }
    if (closed) {
      return Outcome.retryable("the exporter is closed");
    }
    Refusals refusals = new Refusals();
    try {
      new MetricTranslator(
              settings.translator(), series -> table.update(series, refusals), refusals)
          .translate(batch);
    } catch (RuntimeException e) {
      return Outcome.rejected("a metric cannot be translated: " + e);
    }
    return refusals.in(Outcome.delivered());
  }

  @Override
  public void close() {
    closed = true;
    server.closeAsync();
  }
}
