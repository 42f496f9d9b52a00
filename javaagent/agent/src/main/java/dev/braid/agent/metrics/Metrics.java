/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.metrics;

import dev.braid.agent.trace.AgentClock;
import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** All metrics of the agent. Registering is thread-safe; producing belongs to the drain thread. */
public final class Metrics {
  private static final Metrics CURRENT = new Metrics();

  private final CopyOnWriteArrayList<Metric> metrics = new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<MetricProducer> producers = new CopyOnWriteArrayList<>();
  private final AtomicLong failures = new AtomicLong();
  final long startEpochNanos = AgentClock.now();

  public static Metrics get() {
    return CURRENT;
  }

  /** Adds a metric to every tick; it may come from many histograms of one name and scope. */
  public <M extends Metric> M add(M metric) {
    metrics.add(metric);
    return metric;
  }

  public void remove(Metric metric) {
    metrics.remove(metric);
  }

  /** Adds foreign metrics, already encoded. */
  public void add(MetricProducer producer) {
    producers.add(producer);
  }

  /** Adds foreign metrics for as long as somebody else holds their producer. */
  public void addWeakly(MetricProducer producer) {
    producers.add(new WeakProducer(this, producer));
  }

  void remove(MetricProducer producer) {
    producers.remove(producer);
  }

  /** Metrics and producers that threw. */
  public long failures() {
    return failures.get();
  }

  /** Writes the ScopeMetrics fields of all metrics and returns how many metrics there are. */
  public int produce(ProtoWriter writer, long nowEpochNanos) {
    int count = 0;
    InstrumentationScope last = null;
    int mark = 0;
    for (Metric metric : metrics) {
      if (last == null || !last.name().equals(metric.scope().name())) {
        close(writer, last, mark);
        last = metric.scope();
        mark = writer.begin(Fields.Wrapper.SCOPE_ITEMS, 2);
        byte[] scope = last.encoded();
        writer.writeRaw(scope, 0, scope.length);
      }
      count += writeSafely(metric, writer, nowEpochNanos);
    }
    close(writer, last, mark);
    return count + foreign(writer, nowEpochNanos);
  }

  private static void close(ProtoWriter writer, @Nullable InstrumentationScope scope, int mark) {
    if (scope != null) {
      writer.end(mark);
    }
  }

  private int writeSafely(Metric metric, ProtoWriter writer, long nowEpochNanos) {
    int before = writer.size();
    try {
      return metric.write(writer, startEpochNanos, nowEpochNanos);
    } catch (Throwable broken) {
      failures.incrementAndGet();
      writer.truncate(before);
      return 0;
    }
  }

  private int foreign(ProtoWriter writer, long nowEpochNanos) {
    int count = 0;
    for (MetricProducer producer : producers) {
      int before = writer.size();
      try {
        count += producer.produce(writer, nowEpochNanos);
      } catch (Throwable broken) {
        failures.incrementAndGet();
        writer.truncate(before);
      }
    }
    return count;
  }
}
