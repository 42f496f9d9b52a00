/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.agent.harness.AgentProcess;
import dev.braid.agent.harness.Jdk;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AgentStartIT {
  private static final int JAVA_8 = 52;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void application_runsUnderTheAgent(Jdk jdk) {
    try (AgentProcess process = AgentProcess.on(jdk).main(Hello.class).start()) {
      process.awaitLine("agent is there");

      assertThat(process.awaitExit()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void jarOnTheBootPathAlready_isNotAppendedAgain(Jdk jdk) {
    AgentProcess.Launch launch =
        AgentProcess.on(jdk)
            .option("-Xbootclasspath/a:" + AgentProcess.agentJar())
            .main(Hello.class);

    try (AgentProcess process = launch.start()) {
      process.awaitLine("agent is there");

      assertThat(process.awaitExit()).isZero();
      assertThat(process.output()).noneMatch(line -> line.contains("could not"));
    }
  }

  @Test
  void killSwitch_leavesTheJvmAlone() {
    AgentProcess.Launch launch =
        AgentProcess.on(Jdk.running()).property("otel.javaagent.enabled", "false");

    try (AgentProcess process = launch.main(Hello.class).start()) {
      process.awaitLine("agent is not there");

      assertThat(process.awaitExit()).isZero();
      assertThat(process.output()).hasSize(1);
    }
  }

  @Test
  void killSwitchInTheEnvironment_leavesTheJvmAlone() {
    AgentProcess.Launch launch =
        AgentProcess.on(Jdk.running()).environment("OTEL_JAVAAGENT_ENABLED", "FALSE");

    try (AgentProcess process = launch.main(Hello.class).start()) {
      process.awaitLine("agent is not there");
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void toolsOfTheJdk_staySilent(Jdk jdk) throws Exception {
    for (String tool : List.of("javac", "jps", "jar", "keytool")) {
      ProcessBuilder builder =
          new ProcessBuilder(jdk.tool(tool).toString(), "-help").redirectErrorStream(true);
      builder.environment().put("JAVA_TOOL_OPTIONS", "-javaagent:" + AgentProcess.agentJar());

      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(process.waitFor()).as(tool + "\n" + output).isBetween(0, 1);
      assertThat(output).as(tool).doesNotContain("[braid]");
    }
  }

  @Test
  void agentNamedTwice_startsOnce() {
    AgentProcess.Launch launch =
        AgentProcess.on(Jdk.running()).option("-javaagent:" + AgentProcess.agentJar());

    try (AgentProcess process = launch.main(Hello.class).start()) {
      process.awaitLine("agent is there");

      assertThat(process.awaitExit()).isZero();
      assertThat(process.output())
          .filteredOn(line -> line.startsWith("[braid]") && line.contains(" started in "))
          .hasSize(1);
    }
  }

  @Test
  void premainClass_canBeReadByJava8() throws Exception {
    for (String name : List.of("BraidAgent", "LaunchedTool")) {
      assertThat(classFileVersion(AgentProcess.agentJar().toFile(), name)).isEqualTo(JAVA_8);
    }
  }

  @Test
  void rootOfTheJar_holdsOnlyBootClasses() throws Exception {
    try (JarFile jar = new JarFile(AgentProcess.agentJar().toFile())) {
      assertThat(jar.stream().map(entry -> entry.getName()))
          .filteredOn(name -> name.endsWith(".class"))
          .allMatch(name -> name.startsWith("agent/") || name.startsWith("dev/braid/bootstrap/"));
    }
  }

  private static int classFileVersion(File file, String name) throws Exception {
    try (JarFile jar = new JarFile(file);
        InputStream in =
            jar.getInputStream(jar.getEntry("dev/braid/bootstrap/" + name + ".class"))) {
      byte[] head = in.readNBytes(8);
      return head[6] << 8 | head[7];
    }
  }
}
