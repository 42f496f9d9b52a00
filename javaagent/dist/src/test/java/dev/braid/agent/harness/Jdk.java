/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JDK on this machine.
 *
 * @param home its home folder
 * @param feature its feature version, such as 17
 */
public record Jdk(Path home, int feature) {
  /** Test applications are compiled for this version. */
  private static final int OLDEST = 17;

  /**
   * One JDK for each feature version from 17 on: the running one, those below {@code /usr/lib/jvm},
   * and those in {@code BRAID_TEST_JDKS} (homes separated like a class path).
   */
  public static List<Jdk> all() {
    TreeMap<Integer, Jdk> byFeature = new TreeMap<>();
    for (Path home : homes()) {
      int feature = featureOf(home);
      if (feature >= OLDEST) {
        byFeature.putIfAbsent(feature, new Jdk(home, feature));
      }
    }
    return List.copyOf(byFeature.values());
  }

  /** The JDK that runs the tests. */
  public static Jdk running() {
    return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
  }

  /** All JDKs from a feature version on. */
  public static List<Jdk> since(int feature) {
    return all().stream().filter(jdk -> jdk.feature() >= feature).toList();
  }

  public Path tool(String name) {
    return home.resolve("bin").resolve(name);
  }

  private static List<Path> homes() {
    List<Path> homes = new ArrayList<>();
    homes.add(running().home());
    addAll(homes, System.getenv("BRAID_TEST_JDKS"));
    addAll(homes, System.getenv("JAVA_HOME"));
    Path installed = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(installed)) {
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(installed)) {
        folders.forEach(homes::add);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return homes;
  }

  private static void addAll(List<Path> homes, @Nullable String paths) {
    if (paths == null) {
      return;
    }
    for (String path : paths.split(System.getProperty("path.separator"))) {
      homes.add(Path.of(path));
    }
  }

  /** Zero if this is not a JDK. */
  private static int featureOf(Path home) {
    Path release = home.resolve("release");
    if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/javac"))) {
      return 0;
    }
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    String version = properties.getProperty("JAVA_VERSION", "\"0\"").replace("\"", "");
    return Runtime.Version.parse(version).feature();
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
