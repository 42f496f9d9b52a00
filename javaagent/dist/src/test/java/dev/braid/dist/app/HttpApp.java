/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.dist.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.braid.bootstrap.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A server and clients of the JDK. Each request to {@code /call/KIND} lets its handler call {@code
 * /echo}, which answers with the {@code traceparent} that it got; what the handler got is printed.
 */
public final class HttpApp {
  private static final long END_SECONDS = 30;

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Queue<Thread> lateThreads = new ConcurrentLinkedQueue<>();
  private final CountDownLatch allAnswered = new CountDownLatch(1);
  private final HttpServer server;
  private final String base;

  private HttpApp() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    base = "http://127.0.0.1:" + server.getAddress().getPort();
    server.setExecutor(threads);
    server.createContext("/hello", exchange -> answer(exchange, 200, "hello"));
    server.createContext("/echo", HttpApp::echo);
    server.createContext("/boom", HttpApp::boom);
    server.createContext("/late", this::late);
    server.createContext("/linger", this::linger);
    server.createContext("/stream", HttpApp::stream);
    server.createContext("/redirect", HttpApp::redirect);
    server.createContext("/call", this::call);
    server.start();
  }

  public static void main(String[] arguments) throws Exception {
    HttpApp app = new HttpApp();
    for (String path : arguments) {
      System.out.println("client " + path + " " + app.get(path));
    }
    app.end();
    System.out.println("done");
    System.exit(0);
  }

  /**
   * Waits for all handlers: a client may have read its answer while the handler's thread still has
   * to return, and an exit in between loses what follows.
   */
  private void end() throws InterruptedException {
    allAnswered.countDown();
    threads.shutdown();
    if (!threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("a handler has not returned in " + END_SECONDS + " s");
    }
    for (Thread thread : lateThreads) {
      thread.join();
    }
    server.stop(0);
  }

  /** A request by hand, of which no instrumentation knows: the status line. */
  private String get(String path) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: shop.example:8080\r\nConnection: close\r\n"
              + "User-Agent: by-hand\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return answer.isEmpty() ? "nothing" : answer.substring(0, answer.indexOf('\r'));
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static void echo(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestURI().getPath().endsWith("/missing")) {
      answer(exchange, 404, "missing");
    } else {
      String parent =
          String.join(
              ",", exchange.getRequestHeaders().getOrDefault("traceparent", java.util.List.of()));
      answer(exchange, 200, exchange.getRequestMethod() + " " + parent);
    }
  }

  private static void boom(HttpExchange exchange) {
    throw new IllegalStateException("no way to " + exchange.getRequestURI().getPath());
  }

  private void late(HttpExchange exchange) {
    Thread thread =
        new Thread(
            () -> {
              try {
                answer(exchange, 202, "late");
              } catch (IOException failure) {
                throw new java.io.UncheckedIOException(failure);
              }
            });
    lateThreads.add(thread);
    thread.start();
  }

  /** Returns when the client has long gone on. */
  private void linger(HttpExchange exchange) throws IOException {
    answer(exchange, 200, "linger");
    try {
      allAnswered.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void stream(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (int i = 0; i < 100; i++) {
        out.write(("part " + i + "\n").getBytes(UTF_8));
        out.flush();
      }
    }
  }

  private static void redirect(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Location", "/echo");
    answer(exchange, 302, "");
  }

  private void call(HttpExchange exchange) throws IOException {
    String kind = exchange.getRequestURI().getPath().substring("/call/".length());
    Object span = Context.current().span;
    String result;
    try {
      result = call(kind);
    } catch (Exception failure) {
      result = failure.getClass().getName();
    }
    System.out.println("echo " + kind + " " + result);
    System.out.println("kept " + kind + " " + (span == Context.current().span));
    answer(exchange, 200, result);
  }

  private String call(String kind) throws Exception {
    switch (kind) {
      case "send":
        return client.send(request("/echo"), BodyHandlers.ofString()).body();
      case "sendOverridden":
        HttpRequest own =
            HttpRequest.newBuilder(URI.create(base + "/echo"))
                .header("traceparent", "mine")
                .build();
        return client.send(own, BodyHandlers.ofString()).body();
      case "sendAsync":
        Object span = Context.current().span;
        return client
            .sendAsync(request("/echo"), BodyHandlers.ofString())
            .thenApply(
                response -> response.body() + (Context.current().span == span ? " kept" : " lost"))
            .get();
      case "sendRedirect":
        return client.send(request("/redirect"), BodyHandlers.ofString()).body();
      case "sendMissing":
        return client.send(request("/echo/missing"), BodyHandlers.ofString()).body();
      case "sendRefused":
        HttpRequest refused = HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/")).build();
        return client.send(refused, BodyHandlers.ofString()).body();
      case "sendRefusedAsync":
        HttpRequest refusedAsync =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/")).build();
        return client
            .sendAsync(refusedAsync, BodyHandlers.ofString())
            .handle((response, failure) -> String.valueOf(failure.getCause()))
            .get();
      case "send2":
        HttpClient two = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpResponse<String> first = two.send(request("/echo"), BodyHandlers.ofString());
        return first.body() + "|" + two.send(request("/echo"), BodyHandlers.ofString()).body();
      default:
        return callByUrl(kind);
    }
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).build();
  }

  private String callByUrl(String kind) throws IOException {
    String path =
        kind.equals("urlRedirect")
            ? "/redirect"
            : kind.equals("urlMissing") ? "/echo/missing" : "/echo";
    String target = kind.equals("urlRefused") ? "http://127.0.0.1:1/" : base + path;
    HttpURLConnection connection = (HttpURLConnection) URI.create(target).toURL().openConnection();
    switch (kind) {
      case "urlPost":
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
          out.write("body".getBytes(UTF_8));
        }
        break;
      case "urlStreaming":
        connection.setDoOutput(true);
        connection.setChunkedStreamingMode(16);
        try (OutputStream out = connection.getOutputStream()) {
          out.write("body of more than one chunk".getBytes(UTF_8));
        }
        break;
      case "urlConnect":
        connection.connect();
        break;
      case "urlOverridden":
        connection.setRequestProperty("traceparent", "mine");
        break;
      default:
        break;
    }
    int status = connection.getResponseCode();
    try (InputStream in =
        status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
      String body = new String(in.readAllBytes(), UTF_8);
      return connection.getHeaderField("Content-Length") == null ? body + " unsized" : body;
    }
  }
}
