/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.bakery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code /bake/NAME} and looks at the oven each second; by default on port 8083. */
public final class Bakery {

  private static final Logger log = LoggerFactory.getLogger(Bakery.class);
  private static final String DEFAULT_PORT = "8083";
  private static final int BACKLOG = 128;
  private static final int THREADS = 4;

  private final AtomicLong baked = new AtomicLong();

  private Bakery() {}

  /** Runs until the process is ended. */
  public static void main(String[] args) throws IOException {
    Bakery bakery = new Bakery();
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port(args, System.getenv()));
    HttpServer server = HttpServer.create(address, BACKLOG);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    server.setExecutor(threads);
    server.createContext("/bake/", bakery::bake);
    server.start();
    ScheduledExecutorService oven = Executors.newSingleThreadScheduledExecutor();
    var unused = oven.scheduleAtFixedRate(bakery::look, 0, 1, TimeUnit.SECONDS);
    log.info("listening on http://127.0.0.1:{}", server.getAddress().getPort());
  }

  private void bake(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring("/bake/".length());
    log.debug("asked to bake {}", name);
    long number = baked.incrementAndGet();
    log.info("baked {} as number {}", name, number);
    byte[] body = ("baked " + name + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void look() {
    log.info("the oven is warm, {} baked so far", baked.get());
  }

  private static int port(String[] args, Map<String, String> environment) {
    for (String arg : args) {
      if (arg.startsWith("--port=")) {
        return Integer.parseInt(arg.substring("--port=".length()));
      }
    }
    return Integer.parseInt(Optional.ofNullable(environment.get("PORT")).orElse(DEFAULT_PORT));
  }
}
