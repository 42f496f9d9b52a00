/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Applications that had telemetry of their own before the agent came: a log that goes to Loki by
 * loki4j, metrics in Prometheus' simpleclient. Both unchanged, both as they were, and what the
 * agent sees of them beside it.
 */
class OwnTelemetryIT {
  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final Duration ARRIVAL_LIMIT = Duration.ofSeconds(60);
  private static final Pattern LISTENING =
      Pattern.compile("listening on (http://127\\.0\\.0\\.1:\\d+)");
  private static final Pattern METRICS =
      Pattern.compile("metrics on (http://127\\.0\\.0\\.1:\\d+/metrics)");
  private static final Pattern GROUND =
      Pattern.compile("mill_ground_total\\{grain=\"spelt\",?} (\\S+)");
  private static final String MILL = "{job=\"simpleclient-app\", grain=\"spelt\"}";
  private static final int SACKS = 7;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  @SuppressWarnings("NullAway.Init") // set by JUnit
  static Path folder;

  private static final Http http = new Http();
  private static final List<AutoCloseable> running = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Backends backends;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static String metricsPage;

  @BeforeAll
  static void bakeAndGrind() throws Exception {
    Backends.require();
    int[] ports = Ports.free(RunningCollector.PORTS);
    backends = keep(Backends.start(folder, ports[RunningCollector.PAGE]));
    String otlp = keep(RunningCollector.start(folder, ports, backends)).otlpEndpoint();
    Launched bakery =
        keep(
            Braid.sample(
                "loki4j-app",
                folder,
                otlp,
                Map.of("LOKI_URL", backends.lokiUrl() + "/loki/api/v1/push")));
    Launched mill =
        keep(Braid.sample("simpleclient-app", folder, otlp, Map.of("METRICS_PORT", "0")));
    String bake = bakery.awaitLine(LISTENING, START_LIMIT) + "/bake/";
    assertThat(http.get(bake + "rye").statusCode()).isEqualTo(200);
    assertThat(http.get(bake + "spelt").statusCode()).isEqualTo(200);
    metricsPage = mill.awaitLine(METRICS, START_LIMIT);
    String grind = mill.awaitLine(LISTENING, START_LIMIT) + "/grind/spelt";
    for (int i = 0; i < SACKS; i++) {
      assertThat(http.get(grind).statusCode()).isEqualTo(200);
    }
  }

  @AfterAll
  static void stopAll() throws Exception {
    for (int i = running.size() - 1; i >= 0; i--) {
      running.get(i).close();
    }
  }

  /** Each way brings the line once, as a stream of its own, both with the ids of the trace. */
  @Test
  void lokiHasTheLineOnceFromTheAgent_andOnceFromTheAppendersOwnPush_ofTheSameTrace() {
    // Baked later, so whatever is sent twice of the first is there with it.
    awaitOneLine("{service_name=\"loki4j-app\"} |= `baked spelt as number`");
    awaitOneLine("{app=\"bakery\"} |= `baked spelt as number`");

    JsonNode ofAgent = awaitOneLine("{service_name=\"loki4j-app\"} |= `baked rye as number`");
    JsonNode ofAppender = awaitOneLine("{app=\"bakery\"} |= `baked rye as number`");

    String traceId = ofAgent.path("stream").path("trace_id").asText();
    assertThat(traceId).hasSize(32);
    assertThat(ofAppender.path("stream").path("trace_id").asText())
        .as("loki4j sends the MDC, where the agent puts the ids")
        .isEqualTo(traceId);
    assertThat(ofAgent.path("stream").path("app").isMissingNode()).isTrue();
    JsonNode trace =
        Await.until(
            "trace " + traceId + " in Jaeger", ARRIVAL_LIMIT, () -> backends.jaegerTrace(traceId));
    assertThat(trace.path("spans").get(0).path("operationName").asText()).isEqualTo("GET /bake/");
  }

  @Test
  void lokiHasTheLinesOfJavaUtilLogging() {
    JsonNode stream = awaitOneLine("{service_name=\"simpleclient-app\"} |= `listening on http`");

    assertThat(stream.path("values").get(0).get(1).asText()).contains("http://127.0.0.1:");
  }

  @Test
  void prometheusHasTheCountersOfSimpleclient_asItsOwnPageHasThem() throws Exception {
    // The mill counts a sack after its customer has gone, and a tick may come between two sacks.
    Await.until(
        "all sacks on the application's own page", ARRIVAL_LIMIT, OwnTelemetryIT::groundOnPage);
    for (String side : List.of("min", "max")) {
      Await.until(
          side + " of the counter in Prometheus",
          ARRIVAL_LIMIT,
          () -> number(side + "(mill_ground_total" + MILL + ") == " + SACKS));
    }
    Await.until(
        "the histogram in Prometheus",
        ARRIVAL_LIMIT,
        () ->
            number(
                "max(mill_grind_seconds_bucket{job=\"simpleclient-app\", le=\"+Inf\"}) > "
                    + (SACKS - 1)));
    assertThat(backends.prometheusQuery("{__name__=~\"mill_ground_total_.+\"}").isEmpty()).isTrue();
  }

  private static Optional<Double> groundOnPage() throws Exception {
    Matcher ground = GROUND.matcher(http.get(metricsPage).body());
    return ground.find()
        ? Optional.of(Double.parseDouble(ground.group(1))).filter(sacks -> sacks == SACKS)
        : Optional.empty();
  }

  private static JsonNode awaitOneLine(String query) {
    JsonNode streams =
        Await.until(
            query + " in Loki",
            ARRIVAL_LIMIT,
            () -> {
              JsonNode found = backends.lokiStreams(query);
              return found.isEmpty() ? Optional.empty() : Optional.of(found);
            });
    assertThat(streams.size()).as(streams.toString()).isEqualTo(1);
    assertThat(streams.get(0).path("values").size()).as(streams.toString()).isEqualTo(1);
    return streams.get(0);
  }

  private static Optional<Double> number(String query) throws Exception {
    JsonNode result = backends.prometheusQuery(query);
    return result.isEmpty() ? Optional.empty() : Optional.of(value(result.get(0)));
  }

  private static double value(JsonNode sample) {
    return Double.parseDouble(sample.path("value").get(1).asText());
  }

  private static <T extends AutoCloseable> T keep(T process) {
    running.add(process);
    return process;
  }
}
