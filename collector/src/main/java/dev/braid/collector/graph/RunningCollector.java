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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
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
  private final Deliveries deliveries;
  private final Doors doors;
  private volatile Plan plan;
  private volatile boolean isReady;

  private RunningCollector(Plan plan) {
    this.plan = plan;
    this.budget = new MemoryBudget(plan.service().memoryLimitBytes());
    this.deliveries = new Deliveries(budget, telemetry, timer);
    this.doors = new Doors(environment, budget, this);
  }

  /**
   * Starts everything in {@code plan}.
   *
   * @throws IOException if a port cannot be bound or a file not be read
   */
  public static RunningCollector start(Plan plan) throws IOException {
    RunningCollector collector = new RunningCollector(plan);
    try {
      collector.startExtensions(plan);
      collector.graph.connect(plan, collector.deliveries.start(plan));
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
    try {
      Duration drain = next.service().drainTimeout();
      List<String> gone = new ArrayList<>(extensions.keySet());
      gone.removeIf(name -> isSameExtension(name, next));
      startExtensionsFresh(next, gone);
      List<BatchConsumer> retired = graph.connect(next, deliveries.start(next));
      doors.lead(next, graph.heads(), drain);
      retired.forEach(BatchConsumer::flush);
      deliveries.replace(next, drain);
      retired.forEach(BatchConsumer::close);
      doors.open(next, graph.heads());
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

  private boolean isSameExtension(String name, Plan next) {
    Plan.Part<?> before = plan.components().extensions().get(name);
    Plan.Part<?> after = next.components().extensions().get(name);
    return before != null && after != null && before.isSameAs(after);
  }

  private void startExtensionsFresh(Plan next, List<String> gone) throws IOException {
    for (String name : gone) {
      Extension old = extensions.remove(name);
      if (old != null) {
        old.close();
      }
    }
    startExtensions(next);
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
    return deliveries.all();
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
    doors.close(end);
    graph.stages().forEach(BatchConsumer::flush);
    deliveries.close(end);
    graph.stages().forEach(BatchConsumer::close);
    timer.shutdownNow();
    pages.forEach(PlainPage::close);
    extensions.values().forEach(Extension::close);
    LOG.debug("stopped");
  }
}
