/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.faults;

import dev.braid.collector.Braid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A collector in a process of its own, which can be killed. */
final class CollectorProcess {
  private static final Pattern HTTP = Pattern.compile("OTLP/HTTP +(\\S+)");
  private static final Pattern METRICS = Pattern.compile("metrics +(http://\\S+)");
  private static final long START_SECONDS = 60;
  private static final long STOP_SECONDS = 30;

  private final Process process;
  private final Path output;
  private final String door;
  private final String metrics;

  private CollectorProcess(Process process, Path output) throws IOException {
    this.process = process;
    this.output = output;
    this.door = "http://" + await(HTTP);
    this.metrics = await(METRICS);
  }

  static CollectorProcess start(Path config, Path output, String... jvmOptions) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(jvmOptions));
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Braid.class.getName(),
            "collector",
            "--config",
            config.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      return new CollectorProcess(process, output);
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  String door() {
    return door;
  }

  String metrics() {
    return metrics;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String log() throws IOException {
    return Files.readString(output);
  }

  /** The kernel takes it away in the middle of whatever it does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM; false if that was not enough. */
  boolean stop() throws InterruptedException {
    process.destroy();
    if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      return true;
    }
    kill();
    return false;
  }

  private String await(Pattern pattern) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < end && process.isAlive()) {
      Matcher matcher = pattern.matcher(log());
      if (matcher.find()) {
        return matcher.group(1);
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new IOException("the collector did not come up:\n" + log());
  }
}
