/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.simpleclient;

import dev.braid.agent.metrics.MetricProducer;
import dev.braid.agent.metrics.Metrics;
import dev.braid.agent.trace.AgentClock;
import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The registries of one application, held weakly. Adding is thread-safe, producing belongs to the
 * drain thread, which runs the application's collectors, as a scrape does. A name in two registries
 * is exported once, from the older one; what the agent records itself, the JVM and the process, is
 * left to the agent.
 */
final class Registries implements MetricProducer {
  /** An application has one or two. */
  static final int MAX_REGISTRIES = 64;

  private static final InstrumentationScope SCOPE =
      new InstrumentationScope("dev.braid.prometheus-simpleclient", "");

  /** Of simpleclient_hotspot, whose numbers are those of the agent's {@code jvm.*}. */
  private static final String[] OF_THE_AGENT = {"jvm_", "process_"};

  private static final Registries ALL = new Registries();

  private final CopyOnWriteArrayList<Known> registries = new CopyOnWriteArrayList<>();
  private boolean isProducing;

  private Registries() {}

  static void add(CollectorRegistry registry) {
    ALL.addUnlessKnown(registry);
  }

  /** One constructor calls the other, so each registry may come twice. */
  private synchronized void addUnlessKnown(CollectorRegistry registry) {
    registries.removeIf(known -> known.registry.get() == null);
    for (Known known : registries) {
      if (known.registry.get() == registry) {
        return;
      }
    }
    if (registries.size() == MAX_REGISTRIES) {
      SeriesBudget.say("more than " + MAX_REGISTRIES + " registries; a new one is not exported");
      return;
    }
    registries.add(new Known(registry));
    if (!isProducing) {
      isProducing = true;
      Metrics.get().addWeakly(this);
    }
  }

  @Override
  public int produce(ProtoWriter writer, long nowEpochNanos) {
    int before = writer.size();
    int scope = writer.begin(Fields.Wrapper.SCOPE_ITEMS, 3);
    byte[] encoded = SCOPE.encoded();
    writer.writeRaw(encoded, 0, encoded.length);
    SeriesBudget budget = new SeriesBudget();
    Set<String> names = new HashSet<>();
    int metrics = 0;
    for (Known known : registries) {
      CollectorRegistry registry = known.registry.get();
      if (registry != null) {
        FamilyEncoder encoder =
            new FamilyEncoder(writer, budget, known.sinceEpochNanos, nowEpochNanos);
        metrics += produce(registry, encoder, names);
      }
    }
    metrics += budget.writeDropped(writer, nowEpochNanos);
    if (metrics == 0) {
      writer.truncate(before);
    } else {
      writer.end(scope);
    }
    return metrics;
  }

  private static int produce(CollectorRegistry registry, FamilyEncoder encoder, Set<String> names) {
    int metrics = 0;
    List<MetricFamilySamples> families = Collections.list(registry.metricFamilySamples());
    for (MetricFamilySamples family : families) {
      if (!isOfTheAgent(family.name) && names.add(family.name)) {
        metrics += encoder.write(family);
      }
    }
    return metrics;
  }

  private static boolean isOfTheAgent(String name) {
    for (String prefix : OF_THE_AGENT) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** A registry and since when it counts. */
  private static final class Known {
    final WeakReference<CollectorRegistry> registry;
    final long sinceEpochNanos = AgentClock.now();

    Known(CollectorRegistry registry) {
      this.registry = new WeakReference<>(registry);
    }
  }
}
