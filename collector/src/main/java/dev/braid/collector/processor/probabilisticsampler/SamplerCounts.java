/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.probabilisticsampler;

import dev.braid.collector.telemetry.Telemetry;
import dev.braid.otlp.Signal;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.util.EnumMap;
import java.util.Map;

/** Counts decisions by what they were made from. Thread-safe. */
final class SamplerCounts {
  /** What a decision was made from. */
  enum Policy {
    MISSING_RANDOMNESS,
    TRACE_ID_HASH,
    TRACE_ID_W3C,
    SAMPLING_RANDOMNESS,
    SAMPLING_PRIORITY,
    ATTRIBUTE
  }

  private final Map<Policy, CounterDataPoint> kept = new EnumMap<>(Policy.class);
  private final Map<Policy, CounterDataPoint> dropped = new EnumMap<>(Policy.class);

  /** {@code attribute} is the name of the policy that hashes an attribute; empty for none. */
  SamplerCounts(Telemetry telemetry, Signal signal, String attribute) {
    String name =
        "processor_probabilistic_sampler_count_"
            + (signal == Signal.LOGS ? "logs" : "traces")
            + "_sampled";
    for (Policy policy : Policy.values()) {
      if (policy == Policy.ATTRIBUTE && attribute.isEmpty()) {
        continue;
      }
      String label =
          policy == Policy.ATTRIBUTE ? attribute : policy.name().toLowerCase(java.util.Locale.ROOT);
      kept.put(policy, telemetry.counter(name, "policy", label, "sampled", "true"));
      dropped.put(policy, telemetry.counter(name, "policy", label, "sampled", "false"));
    }
  }

  void count(Policy policy, boolean sampled) {
    CounterDataPoint counter = (sampled ? kept : dropped).get(policy);
    if (counter != null) {
      counter.inc();
    }
  }
}
