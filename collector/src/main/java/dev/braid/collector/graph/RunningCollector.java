/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.collector.component.CollectorState;
import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Extension;
import dev.braid.collector.component.Receiver;
import dev.braid.collector.delivery.Delivery;
import dev.braid.collector.durable.DurableSettings;
import dev.braid.collector.durable.IngestLog;
import dev.braid.collector.extension.PlainPage;
import dev.braid.collector.pipeline.MemoryBudget;
import dev.braid.collector.telemetry.Telemetry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
 *
 * A reload keeps every part whose settings are the same, and with it what waits there.
 */
public final class RunningCollector implements CollectorState, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningCollector.class);

  /** Old data goes first, so that series stay in order; but not at the price of closed doors. */
  private static final Duration REPLAY_GRACE = Duration.ofSeconds(10);

  private final Telemetry telemetry = new Telemetry();
  private final ScheduledThreadPoolExecutor timer = timer();
  private final Map<String, Extension> extensions = new ConcurrentHashMap<>();
  private final Environment environment =
      new Environment(
          telemetry, timer, Clock.systemUTC(), name -> Optional.ofNullable(extensions.get(name)));
  private final List<PlainPage> pages = new ArrayList<>();
  private final List<String> endpoints = new CopyOnWriteArrayList<>();
  private final Graph graph = new Graph(environment);
  private final MemoryBudget budget;
  private final Sinks sinks = new Sinks(environment);
  private final @Nullable IngestLog ingestLog;
  private final Doors doors;
  private volatile Plan plan;
  private volatile boolean isReady;

  private RunningCollector(Plan plan) throws IOException {
    this.plan = plan;
    DurableSettings durable = plan.service().durable().orElse(null);
    this.ingestLog = durable == null ? null : IngestLog.open(durable, telemetry);
    this.budget = new MemoryBudget(plan.service().memoryLimitBytes());
    this.doors = new Doors(environment, budget, this, ingestLog);
  }

  /**
   * Starts everything in {@code plan}.
   *
   * @throws IOException if a port cannot be bound or a file not be read
   */
  public static RunningCollector start(Plan plan) throws IOException {
    RunningCollector collector = new RunningCollector(plan);
    try {
      collector.announceDurability();
      collector.startExtensions(plan);
      collector.graph.connect(plan, collector.sinks.start(plan, collector.budget.limitBytes()));
      collector.doors.prepare(plan, collector.graph.heads());
      collector.replay();
      collector.doors.open(plan, collector.graph.heads());
      collector.startMetricsPage(plan);
      collector.isReady = true;
      return collector;
    } catch (IOException | RuntimeException e) {
      collector.close();
      throw e instanceof IOException io ? io : new IOException(rootMessage(e), e);
    }
  }

  /**
   * Goes on with {@code next}: parts whose settings are the same stay as they are, with queues and
   * waiting data; the others are replaced. One caller at a time.
   *
   * @throws IOException if a new part could not be started; what it replaces is then closed, but
   *     for an exporter, which is started again as it was
   */
  public synchronized void reload(Plan next) throws IOException {
    if (!plan.service().durable().equals(next.service().durable())) {
      throw new IOException("service.durable changes at a restart only; nothing was reloaded");
    }
    try {
      replaceParts(next);
      budget.limit(next.service().memoryLimitBytes());
      if (!plan.service().metricsPage().equals(next.service().metricsPage())) {
        pages.forEach(PlainPage::close);
        pages.clear();
        startMetricsPage(next);
      }
      plan = next;
    } catch (RuntimeException e) {
      throw new IOException(rootMessage(e), e);
    }
  }

  private void replaceParts(Plan next) throws IOException {
    Duration drain = next.service().drainTimeout();
    long memoryBytes = next.service().memoryLimitBytes();
    closeExtensionsBut(next);
    startExtensions(next);
    List<BatchConsumer> retired = graph.connect(next, sinks.start(next, memoryBytes));
    doors.lead(next, graph.heads(), drain);
    retired.forEach(BatchConsumer::flush);
    sinks.replace(next, memoryBytes, drain);
    retired.forEach(BatchConsumer::close);
    doors.open(next, graph.heads());
  }

  private void closeExtensionsBut(Plan next) {
    for (String name : List.copyOf(extensions.keySet())) {
      Extension old = isSameExtension(name, next) ? null : extensions.remove(name);
      if (old != null) {
        old.close();
      }
    }
  }

  private boolean isSameExtension(String name, Plan next) {
    Plan.Part<?> before = plan.components().extensions().get(name);
    Plan.Part<?> after = next.components().extensions().get(name);
    return before != null && after != null && before.isSameAs(after);
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

  private void startExtensions(Plan from) throws IOException {
    for (var entry : from.components().extensions().entrySet()) {
      if (!extensions.containsKey(entry.getKey())) {
        extensions.put(entry.getKey(), entry.getValue().plan().start(environment, this));
      }
    }
  }

  private void announceDurability() {
    Optional<DurableSettings> durable = plan.service().durable();
    if (durable.isPresent()) {
      announce("durable", durable.get().directory().toString());
    } else {
      announce("memory", "what is on its way is lost with the process, see service.durable");
    }
  }

  private void replay() throws IOException {
    try {
      if (ingestLog != null) {
        ingestLog.replay(REPLAY_GRACE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading the ingest log", e);
    }
  }

  private void startMetricsPage(Plan from) {
    from.service()
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
    Receiver found = doors.receiver(receiver);
    return found == null
        ? List.of()
        : found.endpoints().stream().map(Receiver.Endpoint::port).toList();
  }

  /** What each exporter was given and what became of it. */
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
  public synchronized void close() {
    isReady = false;
    long end = System.nanoTime() + plan.service().drainTimeout().toNanos();
    doors.close();
    stopReplay();
    doors.drain(end);
    graph.stages().forEach(BatchConsumer::flush);
    sinks.close(end);
    graph.stages().forEach(BatchConsumer::close);
    timer.shutdownNow();
    closeIngestLog();
    closeTogether();
  }

  /** Pages and the servers of extensions take a moment each. */
  private void closeTogether() {
    List<CompletableFuture<Void>> closings = new ArrayList<>();
    pages.forEach(page -> closings.add(CompletableFuture.runAsync(page::close)));
    extensions.values().forEach(one -> closings.add(CompletableFuture.runAsync(one::close)));
    CompletableFuture.allOf(closings.toArray(CompletableFuture<?>[]::new)).join();
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
