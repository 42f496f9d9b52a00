/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that keeps every body and gives one answer, or none to one path. */
final class FakeCollector implements AutoCloseable {
  volatile int status;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch answering = new CountDownLatch(1);
  private final HttpServer server;
  private volatile String silentPath = "";
  private final Map<String, List<byte[]>> bodies = new ConcurrentHashMap<>();

  FakeCollector(int status) throws IOException {
    this.status = status;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    bodies.computeIfAbsent(path, key -> new CopyOnWriteArrayList<>()).add(body);
    awaitAnswering(path);
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private void awaitAnswering(String path) throws IOException {
    try {
      if (path.equals(silentPath)) {
        answering.await();
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** From now on requests to {@code path} are read and not answered. */
  void silence(String path) {
    silentPath = path;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<byte[]> bodies(String path) {
    return bodies.getOrDefault(path, List.of());
  }

  @Override
  public void close() {
    answering.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
