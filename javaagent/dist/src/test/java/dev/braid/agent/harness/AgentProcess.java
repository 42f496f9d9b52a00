/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.harness;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A child JVM that runs an application under the packed agent. Closing it ends the process; its
 * output, both streams in one, is kept for assertions.
 */
public final class AgentProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Mailbox<String> lines = new Mailbox<>("output of the application");

  private AgentProcess(Process process) {
    this.process = process;
    Thread reader = new Thread(this::readLines, "output-of-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** An application to be started on a JDK; with the agent unless {@link Launch#withoutAgent}. */
  public static Launch on(Jdk jdk) {
    return new Launch(jdk);
  }

  /** The packed agent. */
  public static Path agentJar() {
    String path = System.getProperty("braid.agent.jar", "target/braid-agent.jar");
    Path jar = Path.of(path).toAbsolutePath();
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is missing; run mvn package first");
    }
    return jar;
  }

  /** The first line that contains {@code text}; fails if there is none within a minute. */
  public String awaitLine(String text) {
    return lines.await("line with " + text, line -> line.contains(text), PATIENCE);
  }

  /** The first line that matches; fails if there is none within a minute. */
  public String awaitLine(Predicate<String> isWanted) {
    return lines.await("line", isWanted, PATIENCE);
  }

  /** Waits for the end of the process and returns its exit code. */
  public int awaitExit() {
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still running after " + PATIENCE + "\n" + output());
      }
      lines.awaitClosed(PATIENCE);
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** All lines so far. */
  public List<String> output() {
    return lines.all();
  }

  public long pid() {
    return process.pid();
  }

  /** Asks the JVM to end, so that shutdown hooks run, and waits for it. */
  public int stop() {
    process.destroy();
    return awaitExit();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void readLines() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = reader.readLine();
      while (line != null) {
        lines.add(line);
        line = reader.readLine();
      }
    } catch (IOException closed) {
      lines.add("(output ended: " + closed.getMessage() + ")");
    } finally {
      lines.close();
    }
  }

  /** What to start. Not thread safe. */
  public static final class Launch {
    private final Jdk jdk;
    private final List<String> options = new ArrayList<>();
    private final List<String> application = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private boolean hasAgent = true;

    private Launch(Jdk jdk) {
      this.jdk = jdk;
      options.add("-Xshare:auto");
      options.add("-XX:TieredStopAtLevel=1");
      options.add("-Xmx256m");
      environment.put("OTEL_BSP_SCHEDULE_DELAY", "100");
      environment.put("OTEL_BLRP_SCHEDULE_DELAY", "100");
      environment.put("OTEL_METRIC_EXPORT_INTERVAL", "1000");
      environment.put("OTEL_SERVICE_NAME", "under-test");
    }

    /** Sends telemetry there. */
    public Launch sendingTo(OtlpSink sink) {
      return environment("OTEL_EXPORTER_OTLP_ENDPOINT", sink.endpoint());
    }

    public Launch withoutAgent() {
      hasAgent = false;
      return this;
    }

    public Launch property(String name, String value) {
      return option("-D" + name + "=" + value);
    }

    /** An option of the JVM. */
    public Launch option(String option) {
      options.add(option);
      return this;
    }

    public Launch environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** Runs a main class with the class path on which these classes are found. */
    public Launch main(Class<?> main, Class<?>... onClassPath) {
      String classPath =
          Stream.concat(Stream.of(main), Stream.of(onClassPath))
              .map(Launch::whereIs)
              .distinct()
              .reduce((left, right) -> left + File.pathSeparator + right)
              .orElseThrow();
      return main(main.getName(), classPath);
    }

    public Launch main(String mainClass, String classPath) {
      application.addAll(List.of("-cp", classPath, mainClass));
      return this;
    }

    /** Runs an executable jar. */
    public Launch jar(Path jar) {
      application.addAll(List.of("-jar", jar.toString()));
      return this;
    }

    /** An argument of the application. */
    public Launch argument(String argument) {
      application.add(argument);
      return this;
    }

    public AgentProcess start() {
      List<String> command = new ArrayList<>();
      command.add(jdk.tool("java").toString());
      if (hasAgent) {
        command.add("-javaagent:" + agentJar());
      }
      command.addAll(options);
      command.addAll(application);
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      builder.environment().putAll(environment);
      try {
        return new AgentProcess(builder.start());
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    private static String whereIs(Class<?> type) {
      try {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
      } catch (URISyntaxException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }
}
