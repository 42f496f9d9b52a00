/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.prometheus;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a page.
 *
 * @param name the series' own name, such as {@code http_seconds_bucket}
 * @param family the name of its family, such as {@code http_seconds}
 * @param labels in the order of the page
 * @param epochNanos its own time; 0 if the page does not tell
 * @param exemplar what it carries as an example; null if nothing
 */
record Sample(
    String name,
    Family family,
    Map<String, String> labels,
    double value,
    long epochNanos,
    @Nullable Exemplar exemplar) {

  /** What the page says about samples of one name. */
  record Family(String name, Type type, String help, String unit) {}

  /** An example measurement. */
  record Exemplar(Map<String, String> labels, double value, long epochNanos) {}

  /** How samples are to be read. */
  enum Type {
    COUNTER,
    GAUGE,
    HISTOGRAM,
    SUMMARY,
    INFO,
    STATESET,
    UNKNOWN
  }

  /** The same measurement under other labels. */
  Sample with(String newName, Map<String, String> newLabels) {
    return new Sample(newName, family, newLabels, value, epochNanos, exemplar);
  }
}
