/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.resource;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** host.*, os.* and container.id. */
final class HostFacts implements ResourceDetector.Facts {
  private static final int ID_LENGTH = 64;

  @Override
  public void addTo(Map<String, Object> target) throws Exception {
    target.put("os.type", osType(System.getProperty("os.name", "")));
    target.put(
        "os.description", System.getProperty("os.name") + ' ' + System.getProperty("os.version"));
    target.put("host.arch", arch(System.getProperty("os.arch", "")));
    String container = containerId();
    if (container != null) {
      target.put("container.id", container);
    }
    target.put("host.name", hostName());
  }

  private static String hostName() throws Exception {
    Path file = Paths.get("/proc/sys/kernel/hostname"); // without asking a name server
    if (Files.isReadable(file)) {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).trim();
    }
    return InetAddress.getLocalHost().getHostName();
  }

  static String osType(String name) {
    String lower = name.toLowerCase(java.util.Locale.ROOT);
    if (lower.startsWith("linux")) {
      return "linux";
    }
    if (lower.startsWith("mac")) {
      return "darwin";
    }
    return lower.startsWith("windows") ? "windows" : lower;
  }

  static String arch(String name) {
    switch (name) {
      case "x86_64":
      case "amd64":
        return "amd64";
      case "aarch64":
        return "arm64";
      default:
        return name;
    }
  }

  private static @Nullable String containerId() throws Exception {
    Path cgroup = Paths.get("/proc/self/cgroup");
    Path mounts = Paths.get("/proc/self/mountinfo");
    String id = Files.isReadable(cgroup) ? idIn(Files.readAllLines(cgroup)) : null;
    if (id == null && Files.isReadable(mounts)) {
      for (String line : Files.readAllLines(mounts)) {
        if (line.contains("/hostname") && id == null) {
          id = firstId(line);
        }
      }
    }
    return id;
  }

  static @Nullable String idIn(List<String> lines) {
    for (String line : lines) {
      String id = firstId(line);
      if (id != null) {
        return id;
      }
    }
    return null;
  }

  /** The first run of exactly 64 hexadecimal digits. */
  static @Nullable String firstId(String line) {
    int run = 0;
    for (int i = 0; i <= line.length(); i++) {
      boolean isHex = i < line.length() && Character.digit(line.charAt(i), 16) >= 0;
      if (isHex) {
        run++;
      } else {
        if (run == ID_LENGTH) {
          return line.substring(i - ID_LENGTH, i);
        }
        run = 0;
      }
    }
    return null;
  }
}
