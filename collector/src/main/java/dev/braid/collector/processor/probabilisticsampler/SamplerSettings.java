/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.probabilisticsampler;

import dev.braid.config.Section;
import java.util.List;

/**
 * Settings of the probabilistic sampler.
 *
 * @param percentage of 0 to 100
 * @param mode {@code hash_seed}, {@code equalizing}, {@code proportional}; empty for the default
 * @param precision hex digits of a threshold
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/probabilisticsamplerprocessor">
 *     the processor whose keys these are</a>
 */
record SamplerSettings(
    float percentage, String mode, int hashSeed, int precision, boolean failClosed, Logs logs) {
  /**
   * What counts for logs alone.
   *
   * @param byTraceId whether {@code attribute_source} is the trace id
   * @param fromAttribute the attribute with randomness of its own; empty for none
   * @param priority the attribute with a percentage of its own; empty for none
   */
  record Logs(boolean byTraceId, String fromAttribute, String priority) {}

  private static final int DEFAULT_PRECISION = 4;
  private static final int MAX_PRECISION = 14;
  private static final long MAX_SEED = 0xffff_ffffL;

  static SamplerSettings read(Section section) {
    float percentage = (float) section.decimal("sampling_percentage", 0, 0, Float.MAX_VALUE);
    if (percentage > 0 && percentage / 100.0 < Threshold.MIN_PROBABILITY) {
      section.fault(
          "sampling_percentage", "found " + percentage + ", allowed 0 or at least 100 / 2^56");
    }
    Logs logs =
        new Logs(
            section
                .choice("attribute_source", "traceID", List.of("traceID", "record"))
                .equals("traceID"),
            section.string("from_attribute", ""),
            section.string("sampling_priority", ""));
    return new SamplerSettings(
        Math.min(percentage, 100),
        section.choice("mode", "", List.of("hash_seed", "equalizing", "proportional")),
        (int) section.number("hash_seed", 0, 0, MAX_SEED),
        section.integer("sampling_precision", DEFAULT_PRECISION, 1, MAX_PRECISION),
        section.bool("fail_closed", true),
        logs);
  }

  /** How spans or log records are sampled. */
  Mode mode(boolean ofLogs) {
    String name = mode;
    if (name.isEmpty()) {
      name = hashSeed != 0 || (ofLogs && !logs.byTraceId()) ? "hash_seed" : "proportional";
    }
    if (percentage == 0) {
      return new Mode.Never();
    }
    double ratio = percentage / 100.0;
    return switch (name) {
      case "equalizing" -> new Mode.Equalizing(Threshold.ofProbability(ratio, precision));
      case "proportional" -> new Mode.Proportional(ratio, precision);
      default -> hashing();
    };
  }

  private Mode hashing() {
    // In single precision and towards zero, as the processor did before there were thresholds.
    long buckets = (long) (percentage * 163.84f);
    return buckets == 0 ? new Mode.Never() : new Mode.Hashing((0x4000 - buckets) << 42);
  }
}
