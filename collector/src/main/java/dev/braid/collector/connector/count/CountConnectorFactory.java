/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.connector.count;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.collector.component.ConnectorFactory;
import dev.braid.collector.component.ConnectorPlan;
import dev.braid.config.Section;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Failure;
import dev.braid.otlp.Signal;
import dev.braid.otlp.edit.EditException;
import dev.braid.otlp.edit.Rewrite;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** {@code count}: how many spans, events, metrics, data points and log records there are. */
public final class CountConnectorFactory implements ConnectorFactory {
  @Override
  public String type() {
    return "count";
  }

  @Override
  public Map<Signal, Set<Signal>> routes() {
    Set<Signal> metrics = Set.of(Signal.METRICS);
    return Map.of(Signal.TRACES, metrics, Signal.METRICS, metrics, Signal.LOGS, metrics);
  }

  @Override
  public ConnectorPlan prepare(String name, Section section) {
    CountSettings settings = CountSettings.read(section);
    return (id, from, targets, environment) -> {
      BatchConsumer target = targets.get(Signal.METRICS);
      if (target == null) {
        throw new IllegalArgumentException(id + " begins no pipeline of metrics");
      }
      return batch -> count(batch, settings, environment.clock(), target);
    };
  }

  private static void count(
      Batch batch, CountSettings settings, Clock clock, BatchConsumer target) {
    long now = TimeUnit.MILLISECONDS.toNanos(clock.millis());
    CountPass pass = new CountPass(settings, batch.signal(), now);
    try {
      new Rewrite(List.of(pass)).apply(batch);
    } catch (EditException e) {
      batch.acknowledgement().fail(Failure.permanent("cannot count: " + e.getMessage()));
      return;
    }
    byte[] request = pass.request();
    if (request.length == 0) {
      batch.acknowledgement().succeed();
      return;
    }
    target.accept(
        Batch.counted(Signal.METRICS, request, pass.points())
            .withReceived(batch.receivedEpochNanos())
            .withMetadata(batch.metadata())
            .withAcknowledgement(batch.acknowledgement()));
  }
}
