/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.zipkin;

import dev.braid.collector.component.ReceiverFactory;
import dev.braid.collector.component.ReceiverPlan;
import dev.braid.collector.receiver.PushReceiver;
import dev.braid.collector.receiver.PushSettings;
import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.util.Set;

/** {@code zipkin}: spans as Zipkin's reporters send them. */
public final class ZipkinReceiverFactory implements ReceiverFactory {
  @Override
  public String type() {
    return "zipkin";
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.TRACES);
  }

  @Override
  public ReceiverPlan prepare(String name, Section section) {
    PushSettings settings = PushSettings.read(section, "127.0.0.1:9411");
    ZipkinProtocol protocol = new ZipkinProtocol(section.bool("parse_string_tags", false));
    return (intakes, environment) ->
        PushReceiver.start(name, "Zipkin", settings, protocol, intakes, environment);
  }
}
