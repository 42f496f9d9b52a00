/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LaunchedToolTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdk.compiler/com.sun.tools.javac.Main -version",
        "jdk.jcmd/sun.tools.jps.Jps",
        "java.base/sun.security.tools.keytool.Main -list",
        "org.codehaus.plexus.classworlds.launcher.Launcher verify",
        "org.gradle.launcher.daemon.bootstrap.GradleDaemon 8.9",
        "/home/me/app/gradle/wrapper/gradle-wrapper.jar build",
        "C:\\app\\.mvn\\wrapper\\maven-wrapper.jar",
      })
  void tools_areTold(String command) {
    assertThat(LaunchedTool.isTool(command)).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "com.acme.Main org.gradle.launcher.Main",
        "/srv/maven-metrics.jar",
        "orders.jar --port=1",
        "org.apache.catalina.startup.Bootstrap start",
        "com.acme/com.acme.Main",
      })
  void applications_areNotTools(String command) {
    assertThat(LaunchedTool.isTool(command)).isFalse();
  }
}
