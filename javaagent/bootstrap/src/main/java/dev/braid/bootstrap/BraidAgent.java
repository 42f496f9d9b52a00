/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.bootstrap;

import java.io.File;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLDecoder;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The premain class, and the only one compiled for Java 8, so that an old JVM is told so instead of
 * being aborted by a class file it cannot read. Decides whether the agent starts at all; never
 * throws.
 */
public final class BraidAgent {
  private static final String START = "dev.braid.bootstrap.AgentStart";

  private BraidAgent() {}

  /** Called by the JVM for {@code -javaagent}. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation);
  }

  /** Called by the JVM when the agent is attached to a running process. */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation);
  }

  private static void start(@Nullable String arguments, Instrumentation instrumentation) {
    try {
      if (LaunchedTool.isTool(System.getProperty("sun.java.command")) || isSwitchedOff()) {
        return;
      }
      String version = System.getProperty("java.specification.version", "");
      if (version.startsWith("1.")) {
        say(
            "needs Java 11 or newer, this is Java "
                + version
                + "; the application runs without it");
        return;
      }
      String jar = ownJar();
      if (BraidAgent.class.getClassLoader() != null) {
        instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar));
      }
      Class.forName(START, true, null)
          .getMethod("start", Instrumentation.class, String.class, String.class)
          .invoke(null, instrumentation, jar, arguments);
    } catch (Throwable failure) {
      say("could not start, the application runs without it: " + rootOf(failure));
    }
  }

  private static boolean isSwitchedOff() {
    String enabled = System.getProperty("otel.javaagent.enabled");
    if (enabled == null) {
      enabled = System.getenv("OTEL_JAVAAGENT_ENABLED");
    }
    return "false".equalsIgnoreCase(enabled);
  }

  private static String ownJar() throws Exception {
    URL url = ClassLoader.getSystemResource("dev/braid/bootstrap/BraidAgent.class");
    if (url == null) {
      throw new IllegalStateException("the agent's jar is not found on the class path");
    }
    String path = url.getPath();
    int end = path.indexOf("!/");
    if (!path.startsWith("file:") || end < 0) {
      throw new IllegalStateException("not started from a jar file: " + url);
    }
    String file = path.substring("file:".length(), end).replace("+", "%2B");
    return new File(URLDecoder.decode(file, "UTF-8")).getPath();
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    Throwable cause = root.getCause();
    while (cause != null) {
      root = cause;
      cause = root.getCause();
    }
    return root;
  }

  private static void say(String message) {
    PrintStream err = System.err;
    err.println("[braid] " + message);
  }
}
