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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job: three unchanged services under the agent, one collector, and the real Jaeger,
 * Prometheus and Loki asked over their own APIs.
 */
class ShopIT {
  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final Duration ARRIVAL_LIMIT = Duration.ofSeconds(60);
  private static final Pattern LISTENING =
      Pattern.compile("listening on (http://127\\.0\\.0\\.1:\\d+)");
  private static final int ORDERS = 60;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  @SuppressWarnings("NullAway.Init") // set by JUnit
  static Path folder;

  private static final Http http = new Http();
  private static final List<AutoCloseable> running = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Backends backends;

  @BeforeAll
  static void runTheShop() throws Exception {
    Backends.require();
    int[] ports = Ports.free(RunningCollector.PORTS);
    backends = Backends.start(folder, ports[RunningCollector.PAGE]);
    running.add(backends);
    String otlp = keep(RunningCollector.start(folder, ports, backends)).otlpEndpoint();

    Launched inventory =
        keep(Braid.service("inventory", Braid.javaWithVirtualThreads(), folder, otlp, Map.of()));
    Launched payments = keep(Braid.service("payments", Braid.java(), folder, otlp, Map.of()));
    Launched storefront =
        keep(
            Braid.service(
                "storefront",
                Braid.java(),
                folder,
                otlp,
                Map.of(
                    "INVENTORY_URL", inventory.awaitLine(LISTENING, START_LIMIT),
                    "PAYMENTS_URL", payments.awaitLine(LISTENING, START_LIMIT))));
    placeOrders(storefront.awaitLine(LISTENING, START_LIMIT));
  }

  @AfterAll
  static void stopAll() throws Exception {
    for (int i = running.size() - 1; i >= 0; i--) {
      running.get(i).close();
    }
  }

  @Test
  void jaegerHasOneTraceAcrossThreeServices_withTheRightParents() {
    JsonNode trace =
        Await.until(
            "a trace across three services in Jaeger",
            ARRIVAL_LIMIT,
            () -> {
              for (JsonNode candidate : backends.jaegerTraces("storefront", 50)) {
                if (services(candidate).values().stream().distinct().count() == 3
                    && isWhole(candidate)) {
                  return Optional.of(candidate);
                }
              }
              return Optional.empty();
            });

    Map<String, JsonNode> spans = new HashMap<>();
    trace.path("spans").forEach(span -> spans.put(span.path("spanID").asText(), span));
    Map<String, String> services = services(trace);
    int roots = 0;
    for (JsonNode span : spans.values()) {
      JsonNode references = span.path("references");
      if (references.isEmpty()) {
        roots++;
        assertThat(serviceOf(span, services)).isEqualTo("storefront");
        continue;
      }
      JsonNode parent =
          Objects.requireNonNull(
              spans.get(references.get(0).path("spanID").asText()), () -> "no parent of " + span);
      String kind = tag(span, "span.kind");
      if (kind.equals("server")) {
        assertThat(tag(parent, "span.kind")).isEqualTo("client");
        assertThat(serviceOf(parent, services)).isEqualTo("storefront");
      } else {
        assertThat(serviceOf(parent, services)).isEqualTo(serviceOf(span, services));
      }
    }
    assertThat(roots).as("roots of the trace").isEqualTo(1);
    assertThat(spans.values())
        .anySatisfy(span -> assertThat(tag(span, "http.route")).isEqualTo("/pay/{orderId}"))
        .anySatisfy(span -> assertThat(tag(span, "db.query.text")).isNotEmpty());
  }

  @Test
  void prometheusHasRequestRateAndJvmMetrics_ofAllServices() {
    for (String service : List.of("storefront", "payments", "inventory")) {
      String job = "{job=\"" + service + "\"}";
      Await.until(
          "request rate of " + service + " in Prometheus",
          ARRIVAL_LIMIT,
          () ->
              first(
                  backends.prometheusQuery(
                      "sum(http_server_request_duration_seconds_count" + job + ") > 0")));
      Await.until(
          "heap of " + service + " in Prometheus",
          ARRIVAL_LIMIT,
          () -> first(backends.prometheusQuery("sum(jvm_memory_used_bytes" + job + ") > 0")));
    }
  }

  @Test
  void prometheusHasAnExemplar_whoseTraceJaegerKnows() {
    Await.until(
        "an exemplar in Prometheus whose trace Jaeger knows",
        ARRIVAL_LIMIT,
        () -> {
          JsonNode series =
              backends.prometheusExemplars(
                  "http_server_request_duration_seconds_bucket{job=\"payments\"}");
          for (JsonNode exemplars : series) {
            for (JsonNode exemplar : exemplars.path("exemplars")) {
              String traceId = exemplar.path("labels").path("trace_id").asText();
              if (!traceId.isEmpty() && backends.jaegerTrace(traceId).isPresent()) {
                return Optional.of(traceId);
              }
            }
          }
          return Optional.empty();
        });
  }

  @Test
  void lokiHasTheLineThatTellsTheStory_andJaegerItsTrace() {
    String traceId =
        Await.until(
            "the line with payment_timeout_ms=30000 in Loki, with a trace id in structured metadata",
            ARRIVAL_LIMIT,
            () -> {
              JsonNode streams =
                  backends.lokiStreams(
                      "{service_name=\"payments\"} |= `payment_timeout_ms=30000` | trace_id != ``");
              return streams.isEmpty()
                  ? Optional.empty()
                  : Optional.of(streams.get(0).path("stream").path("trace_id").asText());
            });

    JsonNode trace =
        Await.until(
            "trace " + traceId + " in Jaeger", ARRIVAL_LIMIT, () -> backends.jaegerTrace(traceId));

    assertThat(services(trace).values()).contains("payments");
  }

  /** Orders one after the other, then, while the pool downstream is held, several at once. */
  private static void placeOrders(String storefront) throws Exception {
    for (int i = 1; i <= ORDERS; i++) {
      assertThat(http.get(storefront + "/pay/" + i).statusCode()).isEqualTo(200);
    }
    http.post(storefront + "/fault?kind=pool&for=4s");
    ExecutorService customers = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 1; i <= 12; i++) {
        String url = storefront + "/pay/" + (ORDERS + i);
        answers.add(customers.submit(() -> http.get(url).statusCode()));
      }
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(200);
      }
    } finally {
      customers.shutdownNow();
    }
  }

  private static <T extends AutoCloseable> T keep(T process) {
    running.add(process);
    return process;
  }

  private static Optional<JsonNode> first(JsonNode result) {
    return result.isEmpty() ? Optional.empty() : Optional.of(result.get(0));
  }

  /** Process id of the trace to service name. */
  private static Map<String, String> services(JsonNode trace) {
    Map<String, String> services = new HashMap<>();
    trace
        .path("processes")
        .properties()
        .forEach(
            process ->
                services.put(process.getKey(), process.getValue().path("serviceName").asText()));
    return services;
  }

  /** Whether every parent has arrived: a child may end, and be sent, well before it. */
  private static boolean isWhole(JsonNode trace) {
    Set<String> ids = new HashSet<>();
    trace.path("spans").forEach(span -> ids.add(span.path("spanID").asText()));
    for (JsonNode span : trace.path("spans")) {
      for (JsonNode reference : span.path("references")) {
        if (!ids.contains(reference.path("spanID").asText())) {
          return false;
        }
      }
    }
    return true;
  }

  private static String serviceOf(JsonNode span, Map<String, String> services) {
    return services.getOrDefault(span.path("processID").asText(), "");
  }

  private static String tag(JsonNode span, String key) {
    for (JsonNode tag : span.path("tags")) {
      if (tag.path("key").asText().equals(key)) {
        return tag.path("value").asText();
      }
    }
    return "";
  }
}
