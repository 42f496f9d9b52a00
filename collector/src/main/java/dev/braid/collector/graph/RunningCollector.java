/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.collector.component.CollectorState;
import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Extension;
import dev.braid.collector.component.Intake;
import dev.braid.collector.component.Receiver;
import dev.braid.collector.component.ReceiverPlan;
import dev.braid.collector.delivery.Delivery;
import dev.braid.collector.durable.DurableSettings;
import dev.braid.collector.durable.IngestLog;
import dev.braid.collector.extension.PlainPage;
import dev.braid.collector.pipeline.FanOut;
import dev.braid.collector.pipeline.MemoryBudget;
import dev.braid.collector.pipeline.RefusingRing;
import dev.braid.collector.telemetry.Telemetry;
import dev.braid.otlp.Signal;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A collector at work. Started from the back ends to the doors and stopped the other way round, so
 * that nothing comes in before it has somewhere to go.
 *
 * <pre>
 *  receiver (event loops) ──▶ ring of (receiver, signal) ──▶ stage* ──▶ fan-out ──▶ delivery ──▶ exporter
 *        refuses               one thread each               timer                 N under way
 * </pre>
 */
public final class RunningCollector implements CollectorState, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningCollector.class);

  /** What SIGTERM leaves for draining; Kubernetes kills after thirty seconds. */
  private static final Duration DRAIN_DEADLINE = Duration.ofSeconds(10);

  /** Old data goes first, so that series stay in order; but not at the price of closed doors. */
  private static final Duration REPLAY_GRACE = Duration.ofSeconds(10);

  private final Plan plan;
  private final Telemetry telemetry = new Telemetry();
  private final ScheduledThreadPoolExecutor timer = timer();
  private final Map<String, Extension> extensions = new ConcurrentHashMap<>();
  private final Environment environment =
      new Environment(
          telemetry, timer, Clock.systemUTC(), name -> Optional.ofNullable(extensions.get(name)));
  private final Sinks sinks = new Sinks(environment);
  private final Map<String, Receiver> receivers = new LinkedHashMap<>();
  private final List<RefusingRing> rings = new ArrayList<>();
  private final List<PlainPage> pages = new ArrayList<>();
  private final List<String> endpoints = new CopyOnWriteArrayList<>();
  private final Graph graph = new Graph(environment);
  private final MemoryBudget budget;
  private @Nullable IngestLog ingestLog;
  private volatile boolean isReady;

  private RunningCollector(Plan plan) {
    this.plan = plan;
    this.budget = new MemoryBudget(plan.service().memoryLimitBytes());
  }

  /**
   * Starts everything in {@code plan}.
   *
   * @throws IOException if a port cannot be bound or a file not be read
   */
  public static RunningCollector start(Plan plan) throws IOException {
    RunningCollector collector = new RunningCollector(plan);
    try {
      collector.startExtensions();
      collector.sinks.start(plan, collector.budget.limitBytes());
      collector.graph.connect(plan, collector.sinks.heads());
      collector.startIngest();
      collector.startReceivers();
      collector.startMetricsPage();
      collector.isReady = true;
      return collector;
    } catch (IOException | RuntimeException e) {
      collector.close();
      throw e instanceof IOException io ? io : new IOException(rootMessage(e), e);
    }
  }

  private static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = Executors.defaultThreadFactory().newThread(task);
              thread.setName("braid-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  private void startExtensions() throws IOException {
    for (var entry : plan.components().extensions().entrySet()) {
      extensions.put(entry.getKey(), entry.getValue().plan().start(environment, this));
    }
  }

  private void startIngest() throws IOException {
    DurableSettings durable = plan.service().durable().orElse(null);
    if (durable == null) {
      announce("memory", "what is on its way is lost with the process, see service.durable");
      return;
    }
    ingestLog = IngestLog.open(durable, telemetry);
    announce("durable", durable.directory().toString());
  }

  private void startReceivers() throws IOException {
    Map<String, Map<Signal, Intake>> intakes = new LinkedHashMap<>();
    for (String name : plan.components().receivers().keySet()) {
      intakes.put(name, intakes(name));
    }
    if (ingestLog != null) {
      replay(ingestLog);
    }
    for (Map.Entry<String, Plan.Part<ReceiverPlan>> entry :
        plan.components().receivers().entrySet()) {
      String name = entry.getKey();
      Map<Signal, Intake> ways = intakes.getOrDefault(name, Map.of());
      if (ways.isEmpty()) {
        continue;
      }
      Receiver receiver = entry.getValue().plan().start(ways, environment);
      receivers.put(name, receiver);
      for (Receiver.Endpoint endpoint : receiver.endpoints()) {
        announce(endpoint.protocol(), endpoint.host() + ":" + endpoint.port());
      }
    }
  }

  private static void replay(IngestLog log) throws IOException {
    try {
      log.replay(REPLAY_GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading the ingest log", e);
    }
  }

  private Map<Signal, Intake> intakes(String receiver) {
    Map<Signal, Intake> intakes = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      List<BatchConsumer> targets = new ArrayList<>();
      for (Plan.Pipeline pipeline : plan.pipelines()) {
        BatchConsumer head = graph.heads().get(pipeline.name());
        if (pipeline.signal() == signal
            && head != null
            && pipeline.receivers().contains(receiver)) {
          targets.add(head);
        }
      }
      if (!targets.isEmpty()) {
        String name = receiver + "-" + Routes.name(signal);
        RefusingRing ring =
            new RefusingRing(
                name,
                RefusingRing.SLOTS,
                budget,
                telemetry.counter("pipeline_failed_batches", "pipeline", name),
                FanOut.to(targets));
        rings.add(ring);
        intakes.put(signal, ingestLog == null ? ring : ingestLog.before(receiver, signal, ring));
      }
    }
    return intakes;
  }

  private void startMetricsPage() {
    plan.service()
        .metricsPage()
        .ifPresent(
            address -> {
              PlainPage page = PlainPage.metrics(address, telemetry::scrape);
              pages.add(page);
              announce(
                  "metrics", "http://" + address.getHostString() + ":" + page.port() + "/metrics");
            });
  }

  @Override
  public boolean isReady() {
    return isReady;
  }

  @Override
  public void announce(String what, String address) {
    endpoints.add(String.format("%-10s %s", what, address));
  }

  @Override
  public List<String> describePipelines() {
    return plan.pipelines().stream()
        .map(p -> p.name() + ": " + p.receivers() + " " + p.processors() + " " + p.exporters())
        .toList();
  }

  /** What listens where, one line each, for people. */
  public List<String> endpoints() {
    return List.copyOf(endpoints);
  }

  /** The ports of a receiver, in the order of its endpoints (for OTLP gRPC, then HTTP). */
  public List<Integer> receiverPorts(String receiver) {
    Receiver found = receivers.get(receiver);
    return found == null
        ? List.of()
        : found.endpoints().stream().map(Receiver.Endpoint::port).toList();
  }

  /** What one exporter was given and what became of it. */
  public Map<String, Delivery> deliveries() {
    return sinks.deliveries();
  }

  public Telemetry telemetry() {
    return telemetry;
  }

  /** Bytes that are admitted and not settled. */
  public long retainedBytes() {
    return budget.retainedBytes();
  }

  /** Stops taking, delivers what was taken within a deadline, then ends. */
  @Override
  public void close() {
    isReady = false;
    receivers.values().forEach(Receiver::close);
    long end = System.nanoTime() + DRAIN_DEADLINE.toNanos();
    stopReplay();
    for (RefusingRing ring : rings) {
      ring.drain(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
    graph.stages().forEach(BatchConsumer::flush);
    sinks.close(end);
    graph.stages().forEach(BatchConsumer::close);
    timer.shutdownNow();
    closeIngestLog();
    pages.forEach(PlainPage::close);
    extensions.values().forEach(Extension::close);
  }

  private void stopReplay() {
    try {
      if (ingestLog != null) {
        ingestLog.stopReplay();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeIngestLog() {
    try {
      if (ingestLog != null) {
        ingestLog.close();
      }
    } catch (IOException e) {
      LOG.error("the ingest log was not closed well", e);
    }
  }
}
