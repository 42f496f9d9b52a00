/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.shop.inventory;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the inventory service; {@code --port=N} or {@code PORT}, by default 8082. */
public final class Inventory {

  private static final Logger log = LoggerFactory.getLogger(Inventory.class);
  private static final String DEFAULT_PORT = "8082";
  private static final int BACKLOG = 128;

  private Inventory() {}

  /** Runs until the process is ended. */
  public static void main(String[] args) throws IOException {
    int port = port(args, System.getenv());
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
    HttpServer server = HttpServer.create(address, BACKLOG);
    ExecutorService threads = RequestThreads.create();
    server.setExecutor(threads);
    server.createContext("/stock/", new StockHandler(Shelves.stocked()));
    server.start();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.stop(0);
                  threads.shutdown();
                }));
    log.info("listening on http://127.0.0.1:{}", server.getAddress().getPort());
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
