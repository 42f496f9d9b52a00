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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
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

  private final Plan plan;
  private final Telemetry telemetry = new Telemetry();
  private final ScheduledThreadPoolExecutor timer = timer();
  private final Map<String, Extension> extensions = new ConcurrentHashMap<>();
  private final Environment environment =
      new Environment(
          telemetry, timer, Clock.systemUTC(), name -> Optional.ofNullable(extensions.get(name)));
  private final Map<String, Delivery> deliveries = new LinkedHashMap<>();
  private final Map<String, Receiver> receivers = new LinkedHashMap<>();
  private final List<RefusingRing> rings = new ArrayList<>();
  private final List<PlainPage> pages = new ArrayList<>();
  private final List<String> endpoints = new CopyOnWriteArrayList<>();
  private final Graph graph = new Graph(environment);
  private final MemoryBudget budget;
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
      collector.startExporters();
      collector.graph.connect(plan, collector.deliveries);
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

  private void startExporters() throws IOException {
    Map<String, Plan.Part<Plan.ExporterPlan>> exporters = plan.components().exporters();
    List<String> used = plan.pipelines().stream().flatMap(p -> p.exporters().stream()).toList();
    long queueBytes = queueBytes(exporters.keySet().stream().filter(used::contains).count());
    Delivery.Environment surroundings =
        new Delivery.Environment(
            timer, System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
    Map<String, LongSupplier> lengths = new LinkedHashMap<>();
    Map<String, LongSupplier> capacities = new LinkedHashMap<>();
    for (var entry : exporters.entrySet()) {
      String name = entry.getKey();
      if (!used.contains(name)) {
        continue;
      }
      Plan.ExporterPlan exporter = entry.getValue().plan();
      Delivery delivery =
          new Delivery(
              name,
              exporter.prepared().start(),
              exporter.delivery(),
              queueBytes,
              surroundings,
              telemetry);
      deliveries.put(name, delivery);
      lengths.put(name, delivery::queueLength);
      capacities.put(name, delivery::queueCapacity);
    }
    telemetry.exporterGauge("exporter_queue_size", lengths);
    telemetry.exporterGauge("exporter_queue_capacity", capacities);
  }

  /**
   * What may wait for one exporter. A single one may have all: the door then refuses before the
   * queue has to drop. Several share half, so that a dead back end leaves the others room.
   */
  private long queueBytes(long exporters) {
    return exporters <= 1 ? budget.limitBytes() : budget.limitBytes() / 2 / exporters;
  }

  private void startReceivers() throws IOException {
    for (Map.Entry<String, Plan.Part<ReceiverPlan>> entry :
        plan.components().receivers().entrySet()) {
      String name = entry.getKey();
      Map<Signal, Intake> intakes = intakes(name);
      if (intakes.isEmpty()) {
        continue;
      }
      Receiver receiver = entry.getValue().plan().start(intakes, environment);
      receivers.put(name, receiver);
      for (Receiver.Endpoint endpoint : receiver.endpoints()) {
        announce(endpoint.protocol(), endpoint.host() + ":" + endpoint.port());
      }
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
        intakes.put(signal, ring);
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
    return java.util.Collections.unmodifiableMap(deliveries);
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
    long end = System.nanoTime() + plan.service().drainTimeout().toNanos();
    for (RefusingRing ring : rings) {
      ring.drain(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
    graph.stages().forEach(BatchConsumer::flush);
    for (Map.Entry<String, Delivery> entry : deliveries.entrySet()) {
      drain(entry.getKey(), entry.getValue(), Duration.ofNanos(end - System.nanoTime()));
    }
    graph.stages().forEach(BatchConsumer::close);
    timer.shutdownNow();
    closeAll(Stream.concat(pages.stream(), extensions.values().stream()));
  }

  /** At once: a server's accepting thread waits two seconds for stragglers before it ends. */
  private static void closeAll(Stream<Extension> extensions) {
    CompletableFuture.allOf(
            extensions
                .map(extension -> CompletableFuture.runAsync(extension::close))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  private static void drain(String name, Delivery delivery, Duration left) {
    try {
      if (!delivery.drain(left)) {
        LOG.warn("exporter {} could not deliver everything before the stop", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    delivery.close();
  }
}
