/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The collector with its embedded default, the shop under the agent, and some load, as child
 * processes.
 */
final class Demo implements AutoCloseable {
  static final List<String> SERVICES = List.of("storefront", "payments", "inventory");

  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final Duration FAULT_AFTER = Duration.ofSeconds(8);
  private static final Duration FAULT_FOR = Duration.ofSeconds(6);

  /** After the load stops: the slowest request of the fault, one batch and one metric tick. */
  private static final Duration SETTLE_LIMIT = Duration.ofSeconds(25);

  private static final long ASK_EVERY_MILLIS = 500;
  private static final Pattern LISTENING =
      Pattern.compile("listening on (http://127\\.0\\.0\\.1:\\d+)");

  private final Path root;
  private final PrintStream out;
  private final Path folder;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private String view = "";

  Demo(Path root, PrintStream out) throws IOException {
    this.root = root;
    this.out = out;
    this.folder = Files.createDirectories(root.resolve(".braid").resolve("demo"));
  }

  /** Starts everything and the load; returns when the shop answers. */
  Load start() throws IOException, InterruptedException {
    String otlp = startCollector();
    String inventory = startService("inventory", otlp, 8082, Map.of());
    String payments = startService("payments", otlp, 8081, Map.of());
    String storefront =
        startService(
            "storefront", otlp, 8080, Map.of("INVENTORY_URL", inventory, "PAYMENTS_URL", payments));
    Load load = new Load(storefront, "/pay/{n}", "/checkout", "/products", "/pay/{n}");
    running.push(load);
    load.start();
    out.printf(
        "%nThe shop runs under the agent: %s%n"
            + "What it tells:                 %s%n"
            + "Logs of the processes:         %s%n"
            + "Every now and then somebody exhausts the connection pool of payments. Find out who waits.%n%n",
        storefront, view, folder);
    out.flush();
    return load;
  }

  /** Lets the load run; with a limit, until then, otherwise until interrupted. */
  void run(Load load, Duration limit) throws IOException, InterruptedException {
    long start = System.nanoTime();
    boolean isFaulted = false;
    while (limit.isZero() || System.nanoTime() - start < limit.toNanos()) {
      new CountDownLatch(1).await(ASK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
      requireAlive();
      if (!isFaulted && System.nanoTime() - start > FAULT_AFTER.toNanos()) {
        isFaulted = true;
        load.post(load.storefront() + "/fault?kind=pool&for=" + FAULT_FOR.toSeconds() + "s");
      }
    }
  }

  /** Waits a bounded time until everything has arrived. */
  DemoVerdict verdict() throws IOException, InterruptedException {
    DemoVerdict verdict = new DemoVerdict(view, SERVICES);
    long deadline = System.nanoTime() + SETTLE_LIMIT.toNanos();
    while (!verdict.examine() && System.nanoTime() < deadline) {
      new CountDownLatch(1).await(ASK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
    return verdict;
  }

  private String startCollector() throws IOException, InterruptedException {
    int grpc = DemoPorts.usualOrFree(4317);
    int http = DemoPorts.usualOrFree(4318);
    int viewPort = DemoPorts.usualOrFree(4319);
    Map<String, String> environment = new HashMap<>();
    environment.put("BRAID_OTLP_GRPC_ENDPOINT", "127.0.0.1:" + grpc);
    environment.put("BRAID_OTLP_HTTP_ENDPOINT", "127.0.0.1:" + http);
    environment.put("BRAID_VIEW_ENDPOINT", "127.0.0.1:" + viewPort);
    environment.put("PROMETHEUS_PAGE_ENDPOINT", "127.0.0.1:" + DemoPorts.usualOrFree(9464));
    environment.put("BRAID_HEALTH_ENDPOINT", "127.0.0.1:" + DemoPorts.usualOrFree(13133));
    environment.put("BRAID_METRICS_ENDPOINT", "127.0.0.1:" + DemoPorts.usualOrFree(8888));
    view = "http://127.0.0.1:" + viewPort;
    out.println("starting the collector ...");
    ChildProcess collector =
        ChildProcess.start(
            "collector",
            folder,
            environment,
            List.of(
                java(),
                "-Xmx256m",
                "-jar",
                jar("collector/target/braid-collector.jar"),
                "collector"));
    running.push(collector);
    awaitOpen(collector, http);
    return "http://127.0.0.1:" + http;
  }

  private void awaitOpen(ChildProcess process, int port) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!isOpen(port)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("the collector did not open port " + port + "; see " + process.log());
      }
      new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
    }
  }

  private static boolean isOpen(int port) {
    try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException closed) {
      return false;
    }
  }

  private String startService(String name, String otlp, int port, Map<String, String> environment)
      throws IOException, InterruptedException {
    out.println("starting " + name + " ...");
    Map<String, String> all = new HashMap<>(environment);
    all.put("OTEL_SERVICE_NAME", name);
    all.put("OTEL_EXPORTER_OTLP_ENDPOINT", otlp);
    // Short waits: a demo should show a request soon after it was made.
    all.put("OTEL_METRIC_EXPORT_INTERVAL", "5000");
    all.put("OTEL_BSP_SCHEDULE_DELAY", "1000");
    ChildProcess process =
        ChildProcess.start(
            name,
            folder,
            all,
            new ArrayList<>(
                List.of(
                    java(),
                    "-Xmx192m",
                    "-javaagent:" + jar("javaagent/dist/target/braid-agent.jar"),
                    "-jar",
                    jar("samples/shop/" + name + "/target/" + name + ".jar"),
                    "--port=" + DemoPorts.usualOrFree(port))));
    running.push(process);
    return process.awaitOutput(LISTENING, START_LIMIT);
  }

  private void requireAlive() throws IOException {
    for (AutoCloseable each : running) {
      if (each instanceof ChildProcess process && !process.isAlive()) {
        throw new IOException(process.name() + " ended by itself; see " + process.log());
      }
    }
  }

  private String jar(String path) throws IOException {
    Path jar = root.resolve(path);
    if (!Files.isRegularFile(jar)) {
      throw new IOException(jar + " is missing; './braid demo' builds it");
    }
    return jar.toString();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Ends all processes, the last started first. */
  @Override
  public synchronized void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception failure) {
        out.println("while stopping: " + failure);
      }
    }
  }
}
