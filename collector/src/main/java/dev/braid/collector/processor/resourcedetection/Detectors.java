/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.resourcedetection;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What each detector finds, in semantic conventions' names. Blocks while it reads files. */
final class Detectors {
  private static final String VARIABLE = "OTEL_RESOURCE_ATTRIBUTES";
  private static final String OLD_VARIABLE = "OTEL_RESOURCE";
  private static final int ID_DIGITS = 64;

  private Detectors() {}

  /** {@code OTEL_RESOURCE_ATTRIBUTES}: pairs separated by commas, values percent-encoded. */
  static Map<String, String> env(Surroundings around) {
    String text = around.variable().apply(VARIABLE).strip();
    if (text.isEmpty()) {
      text = around.variable().apply(OLD_VARIABLE).strip();
    }
    Map<String, String> found = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        found.put(pair.substring(0, equals).strip(), decoded(pair.substring(equals + 1).strip()));
      }
    }
    return found;
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }

  /** Host name, operating system and what {@code enabled} asks for beside them. */
  static Map<String, String> system(
      Surroundings around, List<String> hostNameSources, Predicate<String> enabled) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String source : hostNameSources) {
      Optional<String> name = source.equals("os") ? around.hostName() : around.canonicalName();
      if (name.isPresent()) {
        found.put("host.name", name.get());
        break;
      }
    }
    found.put("os.type", osType(around));
    around.file("etc/machine-id").ifPresent(id -> found.put("host.id", id));
    found.put("host.arch", architecture(around.property().apply("os.arch")));
    found.put("os.version", around.property().apply("os.version"));
    osDescription(around).ifPresent(text -> found.put("os.description", text));
    found.keySet().removeIf(key -> !enabled.test(key));
    return found;
  }

  private static String osType(Surroundings around) {
    String name = around.property().apply("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "darwin" : name;
  }

  private static String architecture(String name) {
    return switch (name) {
      case "aarch64" -> "arm64";
      case "x86_64" -> "amd64";
      default -> name;
    };
  }

  private static Optional<String> osDescription(Surroundings around) {
    return around
        .file("etc/os-release")
        .flatMap(
            text ->
                text.lines()
                    .filter(line -> line.startsWith("PRETTY_NAME="))
                    .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
                    .findFirst());
  }

  /** The container's id, from its control group, its mounts or its host name. */
  static Map<String, String> docker(Surroundings around, Predicate<String> enabled) {
    Map<String, String> found = new LinkedHashMap<>();
    around
        .file("proc/self/cgroup")
        .flatMap(Detectors::containerId)
        .or(() -> around.file("proc/self/mountinfo").flatMap(Detectors::containerIdOfMounts))
        .ifPresent(id -> found.put("container.id", id));
    around.hostName().ifPresent(name -> found.put("host.name", name));
    found.put("os.type", osType(around));
    found.keySet().removeIf(key -> !enabled.test(key));
    return found;
  }

  private static Optional<String> containerIdOfMounts(String text) {
    return text.lines()
        .filter(line -> line.contains("/containers/"))
        .map(line -> line.substring(line.indexOf("/containers/")))
        .flatMap(line -> containerId(line).stream())
        .findFirst();
  }

  /** The first run of 64 hex digits in {@code text}. */
  private static Optional<String> containerId(String text) {
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = Character.digit(text.charAt(i), 16) >= 0 ? run + 1 : 0;
      if (run == ID_DIGITS) {
        return Optional.of(text.substring(i + 1 - ID_DIGITS, i + 1));
      }
    }
    return Optional.empty();
  }
}
