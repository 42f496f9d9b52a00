/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.loki;

import dev.braid.collector.component.ReceiverFactory;
import dev.braid.collector.component.ReceiverPlan;
import dev.braid.collector.receiver.PushReceiver;
import dev.braid.collector.receiver.PushSettings;
import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.time.Clock;
import java.util.Set;

/** {@code loki}: log lines as Loki's clients push them. */
public final class LokiReceiverFactory implements ReceiverFactory {
  @Override
  public String type() {
    return "loki";
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.LOGS);
  }

  @Override
  public ReceiverPlan prepare(String name, Section section) {
    Section protocols = section.section("protocols");
    if (protocols.has("grpc")) {
      protocols.fault("grpc", "is not supported, allowed http: Loki's clients push over HTTP");
    }
    if (!protocols.has("http")) {
      section.fault("protocols", "found no http, allowed http");
    }
    PushSettings settings = PushSettings.read(protocols.section("http"), "127.0.0.1:3500");
    boolean keepsTime = section.bool("use_incoming_timestamp", false);
    return (intakes, environment) -> {
      Clock clock = environment.clock();
      return PushReceiver.start(
          name, "Loki", settings, new LokiProtocol(keepsTime, clock), intakes, environment);
    };
  }
}
