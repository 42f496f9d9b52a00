/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of the test: its output goes to a file, it ends with the test, by its own handle. */
final class Launched implements AutoCloseable {
  private static final long STOP_SECONDS = 10;

  private final String name;
  private final Process process;
  private final Path output;

  private Launched(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  static Launched start(
      String name, Path folder, Map<String, String> environment, List<String> command) {
    Path output = folder.resolve(name + ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(key -> key.startsWith("OTEL_") || key.equals("JAVA_TOOL_OPTIONS"));
    builder.environment().putAll(environment);
    try {
      return new Launched(name, builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command, e);
    }
  }

  /**
   * Waits for a line of output; returns the first group of the pattern, or the match where it has
   * none.
   */
  String awaitLine(Pattern pattern, Duration limit) {
    return Await.until(
        name + " to print " + pattern + ", its output so far:\n" + output(),
        limit,
        () -> {
          Matcher matcher = pattern.matcher(output());
          if (matcher.find()) {
            return Optional.of(matcher.groupCount() > 0 ? matcher.group(1) : matcher.group());
          }
          if (!process.isAlive()) {
            throw new IllegalStateException(
                name + " ended with status " + process.exitValue() + ":\n" + output());
          }
          return Optional.empty();
        });
  }

  /** Waits for the process to end by itself and returns its exit status. */
  int awaitExit(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(name + " still runs after " + limit + ":\n" + output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    return process.exitValue();
  }

  /** Sends a signal by its name, as {@code kill} does. */
  void signal(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot send SIG" + signal + " to " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String output() {
    try {
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "(no output: " + e + ")";
    }
  }

  /** Asks politely, so that shutdown hooks run, then kills; children first. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
