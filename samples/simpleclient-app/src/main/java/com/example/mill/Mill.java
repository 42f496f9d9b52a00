/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.mill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Answers {@code /grind/GRAIN}, by default on port 8084, and shows its metrics on a port of their
 * own ({@code --metrics-port=N} or {@code METRICS_PORT}, by default 8085). It sends itself a
 * request twice a second.
 */
public final class Mill {

  private static final Logger log = Logger.getLogger(Mill.class.getName());
  private static final int BACKLOG = 128;
  private static final int THREADS = 4;

  private static final Counter GROUND =
      Counter.build("mill_ground_total", "Sacks ground").labelNames("grain").register();
  private static final Gauge WAITING =
      Gauge.build("mill_requests_in_progress", "Requests at this moment").register();
  private static final Histogram SECONDS =
      Histogram.build("mill_grind_seconds", "Time to grind a sack").register();

  private Mill() {}

  /** Runs until the process is ended. */
  public static void main(String[] args) throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    int port = port(args, "--port=", "PORT", "8084");
    int metricsPort = port(args, "--metrics-port=", "METRICS_PORT", "8085");
    HTTPServer metrics =
        new HTTPServer.Builder().withInetAddress(loopback).withPort(metricsPort).build();
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    server.setExecutor(threads);
    server.createContext("/grind/", Mill::grind);
    server.start();
    int chosen = server.getAddress().getPort();
    Customer.visit(chosen);
    log.log(Level.INFO, "metrics on http://127.0.0.1:{0}/metrics", text(metrics.getPort()));
    log.log(Level.INFO, "listening on http://127.0.0.1:{0}", text(chosen));
  }

  private static void grind(HttpExchange exchange) throws IOException {
    String grain = exchange.getRequestURI().getPath().substring("/grind/".length());
    boolean known = grain.equals("rye") || grain.equals("spelt");
    WAITING.inc();
    Histogram.Timer timer = SECONDS.startTimer();
    try {
      byte[] body = (known ? "flour\n" : "no such grain\n").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(known ? 200 : 404, body.length);
      exchange.getResponseBody().write(body);
    } finally {
      timer.observeDuration();
      WAITING.dec();
      exchange.close();
    }
    if (known) {
      GROUND.labels(grain).inc();
    }
    log.log(Level.FINE, "ground {0}", grain);
  }

  /** A port as text, since {@link java.text.MessageFormat} would write 8,084. */
  private static String text(int port) {
    return Integer.toString(port);
  }

  private static int port(String[] args, String option, String variable, String otherwise) {
    for (String arg : args) {
      if (arg.startsWith(option)) {
        return Integer.parseInt(arg.substring(option.length()));
      }
    }
    Map<String, String> environment = System.getenv();
    return Integer.parseInt(Optional.ofNullable(environment.get(variable)).orElse(otherwise));
  }
}
