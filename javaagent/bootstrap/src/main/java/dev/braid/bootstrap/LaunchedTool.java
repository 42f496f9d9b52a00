/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * Tells the tools of the JDK and build launchers from applications, so that {@code
 * JAVA_TOOL_OPTIONS} may be set for a whole machine. Compiled for Java 8.
 */
final class LaunchedTool {
  private static final String[] PREFIXES = {
    "jdk.compiler/",
    "jdk.jartool/",
    "jdk.jcmd/",
    "jdk.javadoc/",
    "jdk.jdeps/",
    "jdk.jlink/",
    "jdk.jpackage/",
    "jdk.jshell/",
    "jdk.jconsole/",
    "jdk.jstatd/",
    "jdk.jfr/",
    "jdk.jdi/",
    "jdk.jdwp.agent/",
    "jdk.httpserver/",
    "java.base/sun.security.tools.",
    "java.base/sun.launcher.",
    "java.rmi/",
    "java.scripting/",
    "jdk.hotspot.agent/",
    "jdk.internal.",
    "sun.security.tools.",
    "sun.tools.",
    "com.sun.tools.",
    "sun.rmi.",
    "sun.jvm.hotspot.",
    "org.codehaus.plexus.classworlds.launcher.",
    "org.codehaus.classworlds.",
    "org.apache.maven.",
    "org.gradle.",
    "worker.org.gradle.",
    "org.mvndaemon.",
    "org.jetbrains.jps.",
    "org.apache.tools.ant.",
    "scala.tools.",
    "org.jetbrains.kotlin.",
    "sbt.",
    "xsbt.",
  };

  private static final String[] JARS = {
    "gradle-wrapper.jar", "maven-wrapper.jar", "gradle-launcher", "sbt-launch.jar", "bazel",
  };

  private LaunchedTool() {}

  /**
   * True for a tool.
   *
   * @param command value of {@code sun.java.command}: main class, {@code module/class} or jar, then
   *     arguments
   */
  static boolean isTool(@Nullable String command) {
    if (command == null) {
      return false;
    }
    int end = command.indexOf(' ');
    String main = end < 0 ? command : command.substring(0, end);
    for (String prefix : PREFIXES) {
      if (main.startsWith(prefix)) {
        return true;
      }
    }
    if (!main.endsWith(".jar")) {
      return false;
    }
    String file = main.substring(Math.max(main.lastIndexOf('/'), main.lastIndexOf('\\')) + 1);
    for (String jar : JARS) {
      if (file.startsWith(jar)) {
        return true;
      }
    }
    return false;
  }
}
