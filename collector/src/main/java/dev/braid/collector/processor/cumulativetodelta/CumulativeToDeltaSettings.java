/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.cumulativetodelta;

import dev.braid.config.Section;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Settings of the cumulative-to-delta processor.
 *
 * @param maxStaleness after which a series is forgotten; zero for never
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/cumulativetodeltaprocessor">
 *     the processor whose keys these are</a>
 */
record CumulativeToDeltaSettings(
    Optional<MetricMatch> include,
    Optional<MetricMatch> exclude,
    Duration maxStaleness,
    InitialValue initialValue) {
  /** What becomes of the first point of a series. */
  enum InitialValue {
    /** Kept if the series began after this processor. */
    AUTO,
    KEEP,
    DROP
  }

  static CumulativeToDeltaSettings read(Section section) {
    String initial = section.choice("initial_value", "auto", List.of("auto", "keep", "drop"));
    return new CumulativeToDeltaSettings(
        MetricMatch.read(section, "include"),
        MetricMatch.read(section, "exclude"),
        section.duration("max_staleness", Duration.ZERO),
        InitialValue.valueOf(initial.toUpperCase(Locale.ROOT)));
  }

  boolean selects(String name, int dataField) {
    return include.map(match -> match.includes(name, dataField)).orElse(true)
        && !exclude.map(match -> match.excludes(name, dataField)).orElse(false);
  }
}
