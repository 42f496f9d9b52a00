/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.collector.component.Admission;
import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Extensions;
import dev.braid.collector.component.Intake;
import dev.braid.collector.component.Receiver;
import dev.braid.collector.component.ReceiverFactory;
import dev.braid.collector.component.ReceiverPlan;
import dev.braid.collector.telemetry.Telemetry;
import dev.braid.config.ConfigLoader;
import dev.braid.config.Section;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A receiver between a configuration and a list of what came. */
public final class ReceiverFixture implements AutoCloseable {
  public final BlockingQueue<Batch> batches = new LinkedBlockingQueue<>();
  private final Telemetry telemetry = new Telemetry();
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final Receiver receiver;
  private volatile boolean isFull;

  public ReceiverFixture(ReceiverFactory factory, String yaml) throws IOException {
    this(factory, yaml, Extensions.NONE);
  }

  public ReceiverFixture(ReceiverFactory factory, String yaml, Extensions extensions)
      throws IOException {
    ConfigLoader loader = new ConfigLoader(name -> null).text("test.yaml", yaml);
    Section section = loader.root();
    ReceiverPlan plan = factory.prepare(factory.type(), section);
    section.rejectUnknownKeys();
    assertThat(loader.faults().faults()).isEmpty();
    Map<Signal, Intake> intakes = new EnumMap<>(Signal.class);
    factory.signals().forEach(signal -> intakes.put(signal, this::offer));
    receiver =
        plan.start(intakes, new Environment(telemetry, timer, Clock.systemUTC(), extensions));
  }

  private java.util.concurrent.CompletableFuture<Admission> offer(Batch batch) {
    if (isFull) {
      return Admission.refused("full", Duration.ofSeconds(7));
    }
    batches.add(batch);
    return Admission.ADMITTED;
  }

  public void fill() {
    isFull = true;
  }

  public int port() {
    return receiver.endpoints().get(0).port();
  }

  public String metrics() {
    return new String(telemetry.scrape(), StandardCharsets.UTF_8);
  }

  public Batch take() throws InterruptedException {
    Batch batch = batches.poll(20, TimeUnit.SECONDS);
    assertThat(batch).as("a batch within 20 s").isNotNull();
    return batch;
  }

  @Override
  public void close() {
    receiver.close();
    timer.shutdownNow();
  }
}
