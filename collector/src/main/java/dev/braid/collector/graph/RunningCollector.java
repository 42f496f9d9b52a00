/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.collector.delivery.Delivery;
import dev.braid.collector.extension.PlainPage;
import dev.braid.collector.pipeline.BatchConsumer;
import dev.braid.collector.pipeline.BatchProcessor;
import dev.braid.collector.pipeline.BatchSettings;
import dev.braid.collector.pipeline.FanOut;
import dev.braid.collector.pipeline.MemoryBudget;
import dev.braid.collector.pipeline.RefusingRing;
import dev.braid.collector.receiver.OtlpEndpoint;
import dev.braid.collector.receiver.OtlpReceiver;
import dev.braid.collector.telemetry.Telemetry;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A collector at work. Started from the back ends to the doors and stopped the other way round, so
 * that nothing comes in before it has somewhere to go.
 *
 * <pre>
 *  receiver (event loops) ──▶ ring of (receiver, signal) ──▶ batch* ──▶ fan-out ──▶ delivery ──▶ exporter
 *        refuses               one thread each             timer                 N under way
 * </pre>
 */
public final class RunningCollector implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningCollector.class);

  /** What SIGTERM leaves for draining; Kubernetes kills after thirty seconds. */
  private static final Duration DRAIN_DEADLINE = Duration.ofSeconds(10);

  private final Telemetry telemetry = new Telemetry();
  private final ScheduledThreadPoolExecutor timer = timer();
  private final Map<String, Delivery> deliveries = new LinkedHashMap<>();
  private final Map<String, OtlpReceiver> receivers = new LinkedHashMap<>();
  private final List<RefusingRing> rings = new ArrayList<>();
  private final List<PlainPage> pages = new ArrayList<>();
  private final List<String> endpoints = new ArrayList<>();
  private final MemoryBudget budget;
  private volatile boolean isReady;

  private RunningCollector(Plan plan) {
    this.budget = new MemoryBudget(plan.memoryLimitBytes());
  }

  /**
   * Starts everything in {@code plan}.
   *
   * @throws IOException if a port cannot be bound or a file not be read
   */
  public static RunningCollector start(Plan plan) throws IOException {
    RunningCollector collector = new RunningCollector(plan);
    try {
      collector.startExporters(plan);
      collector.startReceivers(plan);
      collector.startPages(plan);
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

  private void startExporters(Plan plan) throws IOException {
    // Half of the budget for all queues: one dead back end must not fill the door's share.
    long queueBytes = budget.limitBytes() / 2 / Math.max(1, plan.exporters().size());
    Delivery.Environment environment =
        new Delivery.Environment(
            timer, System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
    Map<String, LongSupplier> lengths = new LinkedHashMap<>();
    Map<String, LongSupplier> capacities = new LinkedHashMap<>();
    List<String> used = plan.pipelines().stream().flatMap(p -> p.exporters().stream()).toList();
    for (Map.Entry<String, Plan.ExporterPlan> entry : plan.exporters().entrySet()) {
      String name = entry.getKey();
      if (!used.contains(name)) {
        continue;
      }
      Plan.ExporterPlan exporter = entry.getValue();
      Delivery delivery =
          new Delivery(
              name,
              exporter.prepared().start(),
              exporter.delivery(),
              queueBytes,
              environment,
              telemetry);
      deliveries.put(name, delivery);
      lengths.put(name, delivery::queueLength);
      capacities.put(name, delivery::queueCapacity);
    }
    telemetry.exporterGauge("exporter_queue_size", lengths);
    telemetry.exporterGauge("exporter_queue_capacity", capacities);
  }

  private void startReceivers(Plan plan) {
    Map<String, BatchConsumer> heads = new LinkedHashMap<>();
    for (Plan.Pipeline pipeline : plan.pipelines()) {
      heads.put(pipeline.name(), head(pipeline));
    }
    for (Map.Entry<String, List<OtlpEndpoint>> entry : plan.receivers().entrySet()) {
      String name = entry.getKey();
      Map<Signal, Predicate<Batch>> intakes = intakes(name, plan, heads);
      if (intakes.isEmpty()) {
        continue;
      }
      OtlpReceiver receiver = OtlpReceiver.start(name, entry.getValue(), intakes, telemetry);
      receivers.put(name, receiver);
      for (int i = 0; i < entry.getValue().size(); i++) {
        OtlpEndpoint endpoint = entry.getValue().get(i);
        String host = endpoint.address().getHostString() + ":" + receiver.ports().get(i);
        endpoints.add("OTLP/" + (endpoint.isGrpc() ? "gRPC  " : "HTTP  ") + host);
      }
    }
  }

  private Map<Signal, Predicate<Batch>> intakes(
      String receiver, Plan plan, Map<String, BatchConsumer> heads) {
    Map<Signal, Predicate<Batch>> intakes = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      List<BatchConsumer> targets = new ArrayList<>();
      for (Plan.Pipeline pipeline : plan.pipelines()) {
        BatchConsumer head = heads.get(pipeline.name());
        if (pipeline.signal() == signal
            && head != null
            && pipeline.receivers().contains(receiver)) {
          targets.add(head);
        }
      }
      if (!targets.isEmpty()) {
        String name = receiver + "-" + signal.name().toLowerCase(java.util.Locale.ROOT);
        RefusingRing ring =
            new RefusingRing(
                name,
                RefusingRing.SLOTS,
                budget,
                telemetry.counter("pipeline_failed_batches", "pipeline", name),
                FanOut.to(targets));
        rings.add(ring);
        intakes.put(signal, ring::offer);
      }
    }
    return intakes;
  }

  private BatchConsumer head(Plan.Pipeline pipeline) {
    List<BatchConsumer> sinks = new ArrayList<>();
    for (String exporter : pipeline.exporters()) {
      Delivery delivery = deliveries.get(exporter);
      if (delivery != null) {
        sinks.add(delivery);
      }
    }
    BatchConsumer head = FanOut.to(sinks);
    for (int i = pipeline.batches().size() - 1; i >= 0; i--) {
      BatchSettings batch = pipeline.batches().get(i);
      head = new BatchProcessor(batch, timer, head);
    }
    return head;
  }

  private void startPages(Plan plan) {
    plan.metricsPage()
        .ifPresent(
            address -> {
              PlainPage page = PlainPage.metrics(address, telemetry::scrape);
              pages.add(page);
              endpoints.add(
                  "metrics    http://" + address.getHostString() + ":" + page.port() + "/metrics");
            });
    plan.healthPage()
        .ifPresent(
            health -> {
              String host = health.address().getHostString();
              PlainPage page = PlainPage.health(health.address(), health.path(), () -> isReady);
              pages.add(page);
              endpoints.add("health     http://" + host + ":" + page.port() + health.path());
            });
  }

  /** What listens where, one line each, for people. */
  public List<String> endpoints() {
    return List.copyOf(endpoints);
  }

  /** The ports of a receiver, in the order of its endpoints (gRPC, HTTP). */
  public List<Integer> receiverPorts(String receiver) {
    OtlpReceiver found = receivers.get(receiver);
    return found == null ? List.of() : found.ports();
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
    receivers.values().forEach(OtlpReceiver::close);
    long end = System.nanoTime() + DRAIN_DEADLINE.toNanos();
    for (RefusingRing ring : rings) {
      ring.drain(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
    for (Map.Entry<String, Delivery> entry : deliveries.entrySet()) {
      drain(entry.getKey(), entry.getValue(), Duration.ofNanos(end - System.nanoTime()));
    }
    timer.shutdownNow();
    pages.forEach(PlainPage::close);
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
