/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.collector.component.Admission;
import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Intake;
import dev.braid.collector.component.Receiver;
import dev.braid.collector.telemetry.Telemetry;
import dev.braid.config.ConfigLoader;
import dev.braid.config.Section;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A receiver made of its settings, before intakes that keep what they are offered. */
final class RunningReceiver implements AutoCloseable {
  /** The one request that needs no generated classes: no spans. */
  static final byte[] EMPTY = {};

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Telemetry telemetry = new Telemetry();
  private final List<Batch> taken = new CopyOnWriteArrayList<>();
  private final Receiver receiver;

  /** With the mapping that stands at {@code receivers.otlp}. */
  RunningReceiver(String yaml) throws IOException {
    Map<Signal, Intake> intakes = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      intakes.put(
          signal,
          batch -> {
            taken.add(batch);
            return Admission.ADMITTED;
          });
    }
    ConfigLoader loader = new ConfigLoader(name -> null);
    loader.text("test", yaml);
    Section section = loader.root();
    var plan = new OtlpReceiverFactory().prepare("otlp", section);
    section.rejectUnknownKeys();
    assertThat(loader.faults().faults()).isEmpty();
    receiver =
        plan.start(
            intakes, new Environment(telemetry, timer, Clock.systemUTC(), n -> Optional.empty()));
  }

  int port() {
    return receiver.endpoints().get(0).port();
  }

  List<Batch> taken() {
    return taken;
  }

  String metrics() {
    return new String(telemetry.scrape(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    receiver.close();
    timer.shutdownNow();
  }
}
