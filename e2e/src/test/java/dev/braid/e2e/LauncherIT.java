/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.e2e;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README tells a newcomer to type, with what the build has just made. */
class LauncherIT {
  private static final List<String> SOURCES =
      List.of(
          "otlp",
          "otel-config",
          "correlation",
          "exporters",
          "collector",
          "javaagent",
          "samples/shop");
  private static final Duration QUICK = Duration.ofSeconds(30);
  private static final Duration DEMO_LIMIT = Duration.ofSeconds(240);

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  @Test
  void demo_stopsByItself_andEndsWithZeroSinceAllSignalsOfAllServicesArrived() {
    try (Launched demo = braid("demo", "demo", "--for", "15s")) {
      int status = demo.awaitExit(DEMO_LIMIT);

      assertThat(status).as(demo.output()).isZero();
      assertThat(demo.output())
          .contains("storefront", "payments", "inventory")
          .contains("payment_timeout_ms=30000")
          .contains("└─ ")
          .doesNotContain("MISSING");
    }
  }

  @Test
  void theConfigurationsThatWeShip_areValid() {
    for (String file : List.of("collector.yaml", "examples/backends.yaml")) {
      String path = Braid.ROOT.resolve("otel-config").resolve(file).toString();
      try (Launched validate = braid("validate", "validate", "--config", path)) {
        assertThat(validate.awaitExit(QUICK)).as(validate.output()).isZero();
      }
    }
  }

  @Test
  void badConfiguration_isRefusedWithEveryFaultAndItsPlace() throws Exception {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(
        file,
        """
        receivers:
          otlp:
            protocols:
              grpc: {endpiont: "127.0.0.1:0"}
        exporters:
          lokii: {}
        service:
          pipelines:
            traces: {receivers: [otlp], exporters: [nope]}
        """);

    try (Launched validate = braid("validate", "validate", "--config", file.toString())) {
      assertThat(validate.awaitExit(QUICK)).isEqualTo(1);
      assertThat(validate.output())
          .contains("bad.yaml:4:")
          .contains("did you mean 'endpoint'?")
          .contains("bad.yaml:6:3")
          .contains("did you mean 'loki'?")
          .contains("bad.yaml:9:");
    }
  }

  @Test
  void changedFile_isReloaded_andABadOneRefused_andSoOnHangUp() throws Exception {
    Path file = folder.resolve("reloaded.yaml");
    String good =
        """
        receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:0"}}}}
        processors: {batch: {timeout: 1s}}
        exporters: {nop: {}}
        service:
          telemetry: {metrics: {level: none}}
          pipelines: {traces: {receivers: [otlp], processors: [batch], exporters: [nop]}}
        """;
    Files.writeString(file, good);

    try (Launched collector = braid("reload", "collector", "--config", file.toString())) {
      collector.awaitLine(Pattern.compile("collector is up"), QUICK);
      Files.writeString(file, good.replace("1s", "250ms"));
      collector.awaitLine(Pattern.compile("configuration reloaded"), QUICK);
      Files.writeString(file, good.replace("1s", "soon"));
      collector.awaitLine(Pattern.compile("reloaded.yaml:2:\\d+ processors.batch.timeout"), QUICK);
      collector.awaitLine(Pattern.compile("refused, the one before goes on"), QUICK);
      collector.signal("HUP");
      collector.awaitLine(Pattern.compile("(?s)refused, the one before.*refused, the one"), QUICK);

      assertThat(collector.isAlive()).isTrue();
    }
  }

  @Test
  void firstDemo_buildsOnce_andLeavesTheDemosFolderFree() throws Exception {
    Path root = Files.createDirectory(folder.resolve("checkout"));
    Files.copy(Braid.ROOT.resolve("braid"), root.resolve("braid"), COPY_ATTRIBUTES);
    Files.createFile(root.resolve("pom.xml"));
    for (String source : SOURCES) {
      Files.createDirectories(root.resolve(source));
    }
    Path tools = Files.createDirectory(folder.resolve("tools"));
    Path maven =
        Files.writeString(tools.resolve("mvn"), "#!/bin/sh\necho called >>" + tools + "/log");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    Map<String, String> path = Map.of("PATH", tools + ":" + System.getenv("PATH"));
    List<String> demo = List.of(root.resolve("braid").toString(), "demo");

    try (Launched first = Launched.start("first", folder, path, demo)) {
      assertThat(first.awaitExit(QUICK)).isEqualTo(1);
      assertThat(first.output()).contains("building for the first time", "is missing");
    }
    try (Launched second = Launched.start("second", folder, path, demo)) {
      assertThat(second.awaitExit(QUICK)).isEqualTo(1);
    }

    assertThat(tools.resolve("log")).hasContent("called");
    assertThat(root.resolve(".braid/demo")).as("the demo makes a folder of it").doesNotExist();
  }

  @Test
  void unknownCommand_endsWithTwo_andHelpNamesTheCommands() {
    try (Launched unknown = braid("unknown", "colector");
        Launched help = braid("help", "--help")) {
      assertThat(unknown.awaitExit(QUICK)).isEqualTo(2);
      assertThat(help.awaitExit(QUICK)).isZero();
      assertThat(help.output()).contains("collector", "validate", "demo");
    }
  }

  private Launched braid(String name, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Braid.ROOT.resolve("braid").toString());
    command.addAll(List.of(arguments));
    // The build under test has just made everything; a build inside of a build would make it again.
    return Launched.start(name, folder, Map.of("BRAID_NO_BUILD", "1"), command);
  }
}
