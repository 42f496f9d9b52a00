/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.dist.jdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM of this machine that runs one main class of the test sources under the agent. */
final class ChildJvm {
  private static final Path HOMES = Path.of("/usr/lib/jvm");
  private static final int TIMEOUT_SECONDS = 60;

  private ChildJvm() {}

  /** The home of this JVM and of every other one that is installed, each once. */
  static Stream<Path> homes() {
    List<Path> homes = new ArrayList<>();
    try {
      homes.add(Path.of(System.getProperty("java.home")).toRealPath());
      if (Files.isDirectory(HOMES)) {
        try (Stream<Path> found = Files.list(HOMES)) {
          for (Path home : found.toList()) {
            Path real = home.toRealPath();
            if (Files.isExecutable(real.resolve("bin/java")) && !homes.contains(real)) {
              homes.add(real);
            }
          }
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return homes.stream();
  }

  /** Runs under the agent to the end and returns what was printed. */
  static List<String> underAgent(Path home, Class<?> main, String... arguments) throws Exception {
    String jar = Objects.requireNonNull(System.getProperty("braid.agent.jar"));
    return run(home, List.of("-javaagent:" + jar), main, arguments);
  }

  /** The same without the agent. */
  static List<String> alone(Path home, Class<?> main, String... arguments) throws Exception {
    return run(home, List.of(), main, arguments);
  }

  private static List<String> run(
      Path home, List<String> options, Class<?> main, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(
        Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    command.add(main.getName());
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("child", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("still runs after " + TIMEOUT_SECONDS + " s: " + command);
      }
      return Files.readAllLines(output, UTF_8);
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }
}
