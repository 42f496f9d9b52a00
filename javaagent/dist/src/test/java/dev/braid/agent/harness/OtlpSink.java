/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** An OTLP/HTTP collector in this process, which keeps all that it is sent. Thread safe. */
public final class OtlpSink implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Mailbox<ReceivedSpan> spans = new Mailbox<>("received spans");
  private final Mailbox<ReceivedLog> logs = new Mailbox<>("received logs");
  private final Mailbox<ReceivedMetric> metrics = new Mailbox<>("received metrics");

  private OtlpSink(HttpServer server) {
    this.server = server;
  }

  /** Starts on a free port of the loopback address. */
  public static OtlpSink start() throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    OtlpSink sink = new OtlpSink(HttpServer.create(address, 0));
    sink.server.createContext("/v1/traces", sink::traces);
    sink.server.createContext("/v1/logs", sink::logs);
    sink.server.createContext("/v1/metrics", sink::metrics);
    sink.server.setExecutor(sink.threads);
    sink.server.start();
    return sink;
  }

  /** The value for {@code OTEL_EXPORTER_OTLP_ENDPOINT}. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** All spans so far. */
  public List<ReceivedSpan> spans() {
    return spans.all();
  }

  /** The first span of this name; fails if none comes within half a minute. */
  public ReceivedSpan awaitSpan(String name) {
    return awaitSpan("span " + name, span -> span.name().equals(name));
  }

  public ReceivedSpan awaitSpan(String what, Predicate<ReceivedSpan> isWanted) {
    return spans.await(what, isWanted, PATIENCE);
  }

  /** All matching spans, once there are {@code count}. */
  public List<ReceivedSpan> awaitSpans(int count, Predicate<ReceivedSpan> isWanted) {
    return spans.awaitAll("spans", isWanted, count, PATIENCE);
  }

  /** All log records so far. */
  public List<ReceivedLog> logs() {
    return logs.all();
  }

  /** The first log record whose body contains the text. */
  public ReceivedLog awaitLog(String text) {
    return logs.await("log with " + text, log -> log.body().contains(text), PATIENCE);
  }

  /** The first data of the metric that matches. */
  public ReceivedMetric awaitMetric(String name, Predicate<Metric> isWanted) {
    return metrics.await(
        "metric " + name,
        metric -> metric.name().equals(name) && isWanted.test(metric.proto()),
        PATIENCE);
  }

  public ReceivedMetric awaitMetric(String name) {
    return awaitMetric(name, metric -> true);
  }

  private void traces(HttpExchange exchange) throws IOException {
    ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(body(exchange));
    for (var resource : request.getResourceSpansList()) {
      for (var scope : resource.getScopeSpansList()) {
        for (var span : scope.getSpansList()) {
          spans.add(new ReceivedSpan(resource.getResource(), scope.getScope(), span));
        }
      }
    }
    answer(exchange);
  }

  private void logs(HttpExchange exchange) throws IOException {
    ExportLogsServiceRequest request = ExportLogsServiceRequest.parseFrom(body(exchange));
    for (var resource : request.getResourceLogsList()) {
      for (var scope : resource.getScopeLogsList()) {
        for (var log : scope.getLogRecordsList()) {
          logs.add(new ReceivedLog(resource.getResource(), scope.getScope(), log));
        }
      }
    }
    answer(exchange);
  }

  private void metrics(HttpExchange exchange) throws IOException {
    ExportMetricsServiceRequest request = ExportMetricsServiceRequest.parseFrom(body(exchange));
    for (var resource : request.getResourceMetricsList()) {
      for (var scope : resource.getScopeMetricsList()) {
        for (var metric : scope.getMetricsList()) {
          metrics.add(new ReceivedMetric(resource.getResource(), scope.getScope(), metric));
        }
      }
    }
    answer(exchange);
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    boolean isGzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    InputStream body = exchange.getRequestBody();
    return isGzip ? new GZIPInputStream(body) : body;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
