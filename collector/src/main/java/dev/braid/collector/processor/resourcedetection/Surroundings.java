/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.resourcedetection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where detectors look. Tests give another root and other variables.
 *
 * @param root the folder that stands for {@code /}
 * @param variable an environment variable, empty text for none
 * @param property a system property of the JVM, empty text for none
 */
record Surroundings(
    Path root, Function<String, String> variable, Function<String, String> property) {
  private static final int MAX_FILE_BYTES = 1 << 16;

  static Surroundings ofThisProcess() {
    return new Surroundings(
        Path.of("/"),
        name -> System.getenv().getOrDefault(name, ""),
        name -> System.getProperty(name, ""));
  }

  /** The content of a file, without blanks around; empty if it cannot be read. */
  Optional<String> file(String path) {
    Path file = root.resolve(path);
    try (var in = Files.newInputStream(file)) {
      return Optional.of(new String(in.readNBytes(MAX_FILE_BYTES), StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** As the kernel has it. */
  Optional<String> hostName() {
    return file("proc/sys/kernel/hostname")
        .or(() -> file("etc/hostname"))
        .filter(name -> !name.isEmpty());
  }

  /** The name under which the resolver knows the host. */
  Optional<String> canonicalName() {
    try {
      return Optional.of(InetAddress.getLocalHost().getCanonicalHostName());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
