/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.compatibility;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The OpenTelemetry Collector's own binary with one pipeline for each case: what goes into its
 * receiver comes out at a server here, before the answer to the request.
 */
final class Otelcol implements AutoCloseable {
  /** A component between a receiver of {@code signal} and an exporter of {@code outSignal}. */
  record Case(String signal, String outSignal, boolean connector, String type, String yaml) {}

  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, byte[]> received = new ConcurrentHashMap<>();
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final HttpServer sink;
  private final Process process;

  private Otelcol(HttpServer sink, Path folder, Map<String, Case> cases) throws IOException {
    this.sink = sink;
    sink.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          received.put(exchange.getRequestURI().getPath().split("/")[1], body);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    sink.start();
    Path config = Files.writeString(folder.resolve("otelcol.yaml"), configuration(cases));
    process =
        new ProcessBuilder(binary().toString(), "--config", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("otelcol.out").toFile())
            .start();
  }

  static Path binary() {
    String folder = System.getenv("BRAID_BACKENDS");
    Path home =
        folder == null
            ? Path.of(System.getProperty("user.home"), ".cache", "braid", "backends")
            : Path.of(folder);
    return home.resolve("bin").resolve("otelcol");
  }

  static Otelcol start(Path folder, Map<String, Case> cases) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Otelcol otelcol = new Otelcol(HttpServer.create(any, 0), folder, cases);
    otelcol.awaitPorts(folder);
    return otelcol;
  }

  private String configuration(Map<String, Case> cases) throws IOException {
    StringBuilder receivers = new StringBuilder("receivers:\n");
    StringBuilder processors = new StringBuilder("processors:\n");
    StringBuilder connectors = new StringBuilder("connectors:\n");
    StringBuilder exporters = new StringBuilder("exporters:\n");
    StringBuilder pipelines = new StringBuilder("service:\n");
    pipelines.append("  telemetry: {metrics: {level: none}}\n  pipelines:\n");
    for (Map.Entry<String, Case> entry : cases.entrySet()) {
      String name = entry.getKey();
      Case tried = entry.getValue();
      ports.put(name, freePort());
      receivers.append(
          "  otlp/%s: {protocols: {http: {endpoint: \"127.0.0.1:%d\"}}}\n"
              .formatted(name, ports.get(name)));
      exporters.append(
          ("  otlp_http/%s: {endpoint: \"http://127.0.0.1:%d/%s\", compression: none,"
                  + " sending_queue: {enabled: false}, retry_on_failure: {enabled: false}}\n")
              .formatted(name, sink.getAddress().getPort(), name));
      String id = tried.type() + "/" + name;
      (tried.connector() ? connectors : processors)
          .append("  ")
          .append(id)
          .append(":\n")
          .append(tried.yaml().indent(4));
      if (tried.connector()) {
        pipelines.append(
            "    %s/%s: {receivers: [otlp/%s], exporters: [%s]}\n"
                .formatted(tried.signal(), name, name, id));
        pipelines.append(
            "    %s/%s_out: {receivers: [%s], exporters: [otlp_http/%s]}\n"
                .formatted(tried.outSignal(), name, id, name));
      } else {
        pipelines.append(
            "    %s/%s: {receivers: [otlp/%s], processors: [%s], exporters: [otlp_http/%s]}\n"
                .formatted(tried.signal(), name, name, id, name));
      }
    }
    return "" + receivers + processors + connectors + exporters + pipelines;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitPorts(Path folder) throws IOException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    for (Map.Entry<String, Integer> port : ports.entrySet()) {
      while (!isOpen(port.getValue())) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          String output = Files.readString(folder.resolve("otelcol.out"));
          close();
          throw new AssertionError("otelcol did not start:\n" + output);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
  }

  private static boolean isOpen(int port) {
    try (java.net.Socket socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** What comes out for {@code request}; nothing if all of it was dropped. */
  byte[] run(String name, String signal, byte[] request) throws IOException, InterruptedException {
    received.remove(name);
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + ports.get(name) + "/v1/" + signal))
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new AssertionError(name + " answered " + response.statusCode() + response.body());
    }
    return received.getOrDefault(name, new byte[0]);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    sink.stop(0);
  }
}
