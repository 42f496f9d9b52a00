/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of the demo. Its output goes to a file; it ends with the demo. */
final class ChildProcess implements AutoCloseable {
  private static final long STOP_SECONDS = 10;
  private static final long POLL_MILLIS = 50;

  /** How much of a failed process's output is shown: enough for a stack trace and its cause. */
  private static final int SHOWN_CHARS = 3_000;

  private final String name;
  private final Process process;
  private final Path log;

  private ChildProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  static ChildProcess start(
      String name, Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    // The demo shows the defaults: settings of the shell that started it stay out.
    builder.environment().keySet().removeIf(key -> key.startsWith("OTEL_"));
    builder.environment().putAll(environment);
    return new ChildProcess(name, builder.start(), log);
  }

  String name() {
    return name;
  }

  Path log() {
    return log;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * The first group of the first match in the output; fails when the process ends or time is up.
   */
  String awaitOutput(Pattern pattern, Duration limit) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      Matcher matcher = pattern.matcher(Files.readString(log, StandardCharsets.UTF_8));
      if (matcher.find()) {
        return matcher.group(1);
      }
      if (!process.isAlive()) {
        throw new IOException(
            name + " ended with status " + process.exitValue() + "; its last words:\n" + tail());
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(
            name + " was not ready within " + limit.toSeconds() + " s; its last words:\n" + tail());
      }
      new CountDownLatch(1).await(POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private String tail() throws IOException {
    String text = Files.readString(log, StandardCharsets.UTF_8);
    return text.substring(Math.max(0, text.length() - SHOWN_CHARS));
  }

  /** Asks it to end, waits a bounded time, then kills it. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
