/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** An OTLP/HTTP back end that notes every span's name, and answers as it is told. */
final class BackEnd implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService workers = Executors.newFixedThreadPool(8);
  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final AtomicLong spans = new AtomicLong();
  private volatile int status = 200;
  private volatile long delayMillis;

  BackEnd() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 100);
    server.setExecutor(workers);
    server.createContext("/v1/traces", this::answer);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on. What is not answered with 200 is not taken. */
  void answer(int code, long afterMillis) {
    status = code;
    delayMillis = afterMillis;
  }

  Set<String> names() {
    return names;
  }

  /** Spans taken, each as often as it came. */
  long spans() {
    return spans.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    int code = status;
    LockSupport.parkNanos(delayMillis * 1_000_000);
    if (code == 200) {
      ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .flatMap(scope -> scope.getSpansList().stream())
          .forEach(
              span -> {
                spans.incrementAndGet();
                names.add(span.getName());
              });
    } else {
      exchange.getResponseHeaders().set("Retry-After", "0");
    }
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(code, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
