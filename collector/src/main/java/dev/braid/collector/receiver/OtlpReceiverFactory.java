/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import dev.braid.collector.component.ReceiverFactory;
import dev.braid.collector.component.ReceiverPlan;
import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code otlp}: OTLP over gRPC and HTTP. */
public final class OtlpReceiverFactory implements ReceiverFactory {
  @Override
  public String type() {
    return "otlp";
  }

  @Override
  public Set<Signal> signals() {
    return EnumSet.allOf(Signal.class);
  }

  @Override
  public ReceiverPlan prepare(String name, Section section) {
    List<OtlpEndpoint> endpoints = OtlpEndpoint.read(section);
    return (intakes, environment) -> OtlpReceiver.start(name, endpoints, intakes, environment);
  }
}
