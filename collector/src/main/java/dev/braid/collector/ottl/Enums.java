/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The enums that statements may name, with their numbers. */
final class Enums {
  static final List<String> SPAN_KINDS =
      List.of("UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER");

  private static final List<String> LEVELS =
      List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");

  private static final Map<String, Long> ALL = new TreeMap<>();

  static {
    add("SPAN_KIND_", SPAN_KINDS);
    add("STATUS_CODE_", List.of("UNSET", "OK", "ERROR"));
    add("AGGREGATION_TEMPORALITY_", List.of("UNSPECIFIED", "DELTA", "CUMULATIVE"));
    add(
        "METRIC_DATA_TYPE_",
        List.of("NONE", "GAUGE", "SUM", "HISTOGRAM", "EXPONENTIAL_HISTOGRAM", "SUMMARY"));
    add("FLAG_", List.of("NONE", "NO_RECORDED_VALUE"));
    ALL.put("SEVERITY_NUMBER_UNSPECIFIED", 0L);
    for (int i = 0; i < 4 * LEVELS.size(); i++) {
      String step = i % 4 == 0 ? "" : String.valueOf(i % 4 + 1);
      ALL.put("SEVERITY_NUMBER_" + LEVELS.get(i / 4) + step, i + 1L);
    }
  }

  private Enums() {}

  private static void add(String prefix, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      ALL.put(prefix + names.get(i), (long) i);
    }
  }

  static Map<String, Long> all() {
    return ALL;
  }
}
