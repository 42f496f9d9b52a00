/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.correlation.LogFact;
import dev.braid.correlation.SpanFact;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecentTelemetryTest {
  @Test
  void spansAndLogsOfOneTrace_areJoined() {
    RecentTelemetry recent = new RecentTelemetry(1 << 20);
    recent.add(log("t1", "b", "before its span came"));
    recent.add(span("t1", "b", "a", "pay"));
    recent.add(span("t1", "a", "", "front"));

    var tree = recent.joined("t1").orElseThrow();

    assertThat(tree.services()).containsExactly("front", "pay");
    assertThat(tree.placedLogCount()).isEqualTo(1);
    assertThat(recent.recent(10).get(0).root()).isEqualTo("front  span a");
  }

  @Test
  void tooMuch_forgetsTheOldestTracesAndCountsThem_countsOfServicesStay() {
    RecentTelemetry recent = new RecentTelemetry(10_000);

    for (int i = 0; i < 1_000; i++) {
      recent.add(span("t" + i, "a", "", "front"));
    }

    assertThat(recent.keptBytes()).isLessThanOrEqualTo(10_000);
    assertThat(recent.traceCount() + recent.forgottenTraceCount()).isEqualTo(1_000);
    assertThat(recent.joined("t999")).isPresent();
    assertThat(recent.joined("t0")).isEmpty();
    assertThat(counts(recent, "front").spans()).isEqualTo(1_000);
  }

  @Test
  void logsOutsideOfTraces_areBoundedToo() {
    RecentTelemetry recent = new RecentTelemetry(10_000);

    for (int i = 0; i < 1_000; i++) {
      recent.add(log("", "", "line " + i));
    }

    assertThat(recent.keptBytes()).isLessThanOrEqualTo(10_000);
    assertThat(recent.recentLogsWithoutTrace(1).get(0).body()).isEqualTo("line 999");
    assertThat(counts(recent, "pay").logsWithTrace()).isZero();
  }

  @Test
  void endlessServiceNames_endInOneRow() {
    RecentTelemetry recent = new RecentTelemetry(1 << 20);

    for (int i = 0; i < 5_000; i++) {
      recent.addMetricPoints("service" + i, 1);
    }

    assertThat(recent.services()).hasSize(1_001);
    assertThat(counts(recent, "(others)").metricPoints()).isEqualTo(4_000);
  }

  private static RecentTelemetry.ServiceCounts counts(RecentTelemetry recent, String service) {
    return Objects.requireNonNull(recent.services().get(service), service);
  }

  private static SpanFact span(String trace, String id, String parent, String service) {
    return new SpanFact(
        trace, id, parent, service, "span " + id, 2, 10, 20, false, Map.of("k", "v"));
  }

  private static LogFact log(String trace, String span, String body) {
    return new LogFact(trace, span, "pay", "logger", "INFO", body, 15);
  }
}
