/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the build made, where it made it. */
final class Braid {
  static final Path ROOT =
      Path.of(System.getProperty("braid.root", "..")).toAbsolutePath().normalize();
  static final Path AGENT = ROOT.resolve("javaagent/dist/target/braid-agent.jar");
  static final Path COLLECTOR = ROOT.resolve("collector/target/braid-collector.jar");

  private Braid() {}

  /** This JVM's own launcher. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The newest other JDK on this machine that has virtual threads, or this JVM's own. */
  static String javaWithVirtualThreads() {
    List<Path> found = new ArrayList<>();
    Path folder = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(folder)) {
      try (Stream<Path> children = Files.list(folder)) {
        children
            .filter(child -> child.getFileName().toString().matches(".*(21|25).*"))
            .map(child -> child.resolve("bin/java"))
            .filter(Files::isExecutable)
            .sorted()
            .forEach(found::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found.isEmpty() ? java() : found.get(found.size() - 1).toString();
  }

  /** Starts a service of the shop under the agent; it chooses its own port. */
  static Launched service(
      String name, String java, Path folder, String otlpEndpoint, Map<String, String> environment) {
    String jar = "shop/" + name + "/target/" + name + ".jar";
    return sample(name, jar, java, folder, otlpEndpoint, environment);
  }

  /** Starts another sample under the agent; it chooses its own port. */
  static Launched sample(
      String name, Path folder, String otlpEndpoint, Map<String, String> environment) {
    String jar = name + "/target/" + name + ".jar";
    return sample(name, jar, java(), folder, otlpEndpoint, environment);
  }

  private static Launched sample(
      String name,
      String jar,
      String java,
      Path folder,
      String otlpEndpoint,
      Map<String, String> environment) {
    Map<String, String> all = new java.util.HashMap<>(environment);
    all.put("OTEL_SERVICE_NAME", name);
    all.put("OTEL_EXPORTER_OTLP_ENDPOINT", otlpEndpoint);
    all.put("OTEL_METRIC_EXPORT_INTERVAL", "2000");
    all.put("OTEL_BSP_SCHEDULE_DELAY", "500");
    return Launched.start(
        name,
        folder,
        all,
        List.of(
            java,
            "-Xmx192m",
            "-javaagent:" + AGENT,
            "-jar",
            ROOT.resolve("samples").resolve(jar).toString(),
            "--port=0"));
  }
}
