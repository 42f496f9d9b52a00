/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.samples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sample in a process of its own on a free port; ended by {@link #close()}. */
final class RunningSample implements AutoCloseable {

  private static final Pattern LISTENING =
      Pattern.compile("listening on (http://127\\.0\\.0\\.1:[0-9]+)");
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final CompletableFuture<URI> url = new CompletableFuture<>();

  private RunningSample(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "output-of-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a jar, given by its path below {@code samples/}; does not wait. */
  static RunningSample jar(String jar, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of("-jar", below(jar)));
    command.addAll(List.of(arguments));
    return start(command, environment);
  }

  /** Starts a main class of an application of the matrix on one server; does not wait. */
  static RunningSample onServer(String application, String server, String mainClass) {
    String target = "matrix/" + application + "/target/";
    String classPath =
        String.join(
            System.getProperty("path.separator"),
            below(target + "app.jar"),
            below(target + "lib") + "/*",
            below(target + "lib-" + server) + "/*");
    return start(List.of("-cp", classPath, mainClass, "--port=0"), Map.of());
  }

  private static RunningSample start(List<String> arguments, Map<String, String> environment) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      return new RunningSample(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String below(String path) {
    return Path.of(System.getProperty("basedir", ".")).resolve("..").resolve(path).toString();
  }

  /** Waits until the sample listens. */
  String url() {
    try {
      return url.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS).toString();
    } catch (Exception e) {
      throw new AssertionError("does not listen; it wrote:\n" + String.join("\n", lines), e);
    }
  }

  /** Everything written so far. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(url() + path)).GET());
  }

  HttpResponse<String> post(String path) {
    return send(
        HttpRequest.newBuilder(URI.create(url() + path)).POST(HttpRequest.BodyPublishers.noBody()));
  }

  static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.timeout(ANSWER_LIMIT).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        Matcher listening = LISTENING.matcher(line);
        if (listening.find()) {
          url.complete(URI.create(listening.group(1)));
        }
      }
    } catch (IOException closed) {
      lines.add("output closed: " + closed);
    }
    url.completeExceptionally(new IllegalStateException("the process has ended"));
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
  }
}
