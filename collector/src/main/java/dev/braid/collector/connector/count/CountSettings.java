/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.connector.count;

import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.util.List;

/**
 * Settings of the count connector.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/countconnector">
 *     the connector whose keys these are</a>
 */
record CountSettings(
    List<CountedMetric> spans,
    List<CountedMetric> spanEvents,
    List<CountedMetric> metrics,
    List<CountedMetric> dataPoints,
    List<CountedMetric> logs) {

  static CountSettings read(Section section) {
    section.ignored("profiles", "Braid has no profiles");
    return new CountSettings(
        read(section, "spans", "trace.span.count", "The number of spans observed."),
        read(
            section, "spanevents", "trace.span.event.count", "The number of span events observed."),
        read(section, "metrics", "metric.count", "The number of metrics observed."),
        read(
            section, "datapoints", "metric.datapoint.count", "The number of data points observed."),
        read(section, "logs", "log.record.count", "The number of log records observed."));
  }

  private static List<CountedMetric> read(
      Section section, String key, String name, String description) {
    return CountedMetric.read(section, key, new CountedMetric(name, description, List.of()));
  }

  /** What is made of spans, metrics or log records. */
  List<CountedMetric> ofItems(Signal signal) {
    return switch (signal) {
      case TRACES -> spans;
      case METRICS -> metrics;
      case LOGS -> logs;
    };
  }

  /** What is made of span events or data points. */
  List<CountedMetric> ofParts(Signal signal) {
    return switch (signal) {
      case TRACES -> spanEvents;
      case METRICS -> dataPoints;
      case LOGS -> List.of();
    };
  }
}
