/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The names of attributes that the agent writes, against those of OpenTelemetry's artefacts. */
class SemconvTest {
  /** Not in the artefacts: name and reason. */
  private static final Map<String, String> OWN =
      Map.of(
          AttributeBlock.KEY.name(),
          "never written: stands for a block among a span's attributes",
          "log4j.marker",
          "what OpenTelemetry's agent writes",
          "logback.marker",
          "what OpenTelemetry's agent writes",
          "otel.metric.overflow",
          "named by the metrics SDK's specification, not the conventions");

  /** Written as numbers; all other constants are texts. */
  private static final Map<String, AttributeType> TYPES =
      Map.ofEntries(
          Map.entry("client.port", AttributeType.LONG),
          Map.entry("db.operation.batch.size", AttributeType.LONG),
          Map.entry("http.request.resend_count", AttributeType.LONG),
          Map.entry("http.response.status_code", AttributeType.LONG),
          Map.entry("jvm.thread.daemon", AttributeType.BOOLEAN),
          Map.entry("network.peer.port", AttributeType.LONG),
          Map.entry("server.port", AttributeType.LONG),
          Map.entry("thread.id", AttributeType.LONG));

  private static final Map<String, AttributeType> CONVENTIONS = new HashMap<>();

  @BeforeAll
  static void readConventions() throws Exception {
    for (Class<?> type : classesBeside("io.opentelemetry.semconv.HttpAttributes")) {
      addConstants(type);
    }
    for (Class<?> type :
        classesBeside("io.opentelemetry.semconv.incubating.ThreadIncubatingAttributes")) {
      addConstants(type);
    }
  }

  private static void addConstants(Class<?> type) throws IllegalAccessException {
    for (Field field : type.getFields()) {
      if (AttributeKey.class.isAssignableFrom(field.getType())) {
        AttributeKey<?> key = (AttributeKey<?>) field.get(null);
        CONVENTIONS.put(key.getKey(), key.getType());
      }
    }
  }

  private static List<Class<?>> classesBeside(String name) throws Exception {
    Class<?> known = Class.forName(name);
    URI jar = known.getProtectionDomain().getCodeSource().getLocation().toURI();
    try (FileSystem files = FileSystems.newFileSystem(Path.of(jar), (ClassLoader) null)) {
      return classesBelow(files.getPath("/io/opentelemetry/semconv"), known.getClassLoader());
    }
  }

  /** Classes, not yet initialised: some of the agent need a library to be. */
  private static List<Class<?>> classesBelow(Path folder, ClassLoader loader) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .map(file -> file.toString().replace('\\', '/'))
          .map(file -> nameOf(file))
          .<Class<?>>map(name -> load(name, loader))
          .collect(Collectors.toList());
    }
  }

  private static String nameOf(String file) {
    int start = Math.max(file.lastIndexOf("/io/opentelemetry/"), file.lastIndexOf("/dev/braid/"));
    return file.substring(start + 1, file.length() - ".class".length()).replace('/', '.');
  }

  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException impossible) {
      throw new UncheckedIOException(new IOException(impossible));
    }
  }

  /** Each constant of type Key in the agent, wherever it is declared. */
  private static Map<String, String> declaredKeys() throws Exception {
    Map<String, String> keys = new TreeMap<>();
    Path classes = Path.of(Key.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    for (Class<?> type :
        classesBelow(classes.resolve("dev/braid/agent"), SemconvTest.class.getClassLoader())) {
      for (Field field : fieldsOf(type)) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == Key.class) {
          field.setAccessible(true);
          Key key = (Key) field.get(null);
          keys.put(key.name(), type.getSimpleName() + '.' + field.getName());
        }
      }
    }
    return keys;
  }

  private static Field[] fieldsOf(Class<?> type) {
    try {
      return type.getDeclaredFields();
    } catch (NoClassDefFoundError optionalLibrary) {
      throw new AssertionError(type + " needs a library that tests have not", optionalLibrary);
    }
  }

  @Test
  void everyName_isOneOfTheConventions_orHasAReason() throws Exception {
    Map<String, String> keys = declaredKeys();

    TreeSet<String> unknown = new TreeSet<>(keys.keySet());
    unknown.removeAll(CONVENTIONS.keySet());

    assertThat(keys).hasSizeGreaterThan(30).containsKeys("http.route", "thread.name");
    assertThat(CONVENTIONS).hasSizeGreaterThan(300);
    assertThat(unknown).as("declared in %s", keys).isEqualTo(new TreeSet<>(OWN.keySet()));
  }

  @Test
  void everyType_isThatOfTheConventions() throws Exception {
    for (String name : declaredKeys().keySet()) {
      if (!OWN.containsKey(name)) {
        assertThat(CONVENTIONS.get(name))
            .as(name)
            .isEqualTo(TYPES.getOrDefault(name, AttributeType.STRING));
      }
    }
  }

  @Test
  void namesOfTheResource_areThoseOfTheConventions() {
    for (String name :
        List.of(
            "service.name",
            "service.instance.id",
            "telemetry.sdk.name",
            "telemetry.sdk.language",
            "telemetry.sdk.version",
            "telemetry.distro.name",
            "telemetry.distro.version",
            "os.type",
            "os.description",
            "host.arch",
            "host.name",
            "container.id",
            "process.executable.path",
            "process.runtime.name",
            "process.runtime.version",
            "process.runtime.description")) {
      assertThat(CONVENTIONS).as(name).containsEntry(name, AttributeType.STRING);
    }
    assertThat(CONVENTIONS).containsEntry("process.pid", AttributeType.LONG);
  }
}
