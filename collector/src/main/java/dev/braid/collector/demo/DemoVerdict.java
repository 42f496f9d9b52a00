/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the collector's API whether spans, metrics and trace-tagged logs of all services arrived and
 * fit together.
 */
final class DemoVerdict {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int EXAMINED_TRACES = 2_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String view;
  private final List<String> services;
  private final List<String> faults = new ArrayList<>();
  private final StringBuilder report = new StringBuilder();

  DemoVerdict(String view, List<String> services) {
    this.view = view;
    this.services = services;
  }

  /** Examines what has arrived so far; true if nothing is missing. */
  boolean examine() throws IOException, InterruptedException {
    faults.clear();
    report.setLength(0);
    countServices(get("/api/summary").path("services"));
    JsonNode example = exampleTrace();
    if (example == null) {
      faults.add(
          "no trace went through all of " + services + " with a log line under a span of each");
    } else {
      report.append("\nOne of them, ").append(view).append("/traces/");
      report
          .append(example.path("roots").path(0).path("span").path("traceId").asText())
          .append("\n\n");
      report.append(TreeText.of(example));
    }
    return faults.isEmpty();
  }

  /** Counts and the example trace, as text for a terminal. */
  String report() {
    return report.toString();
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  private void countServices(JsonNode counts) {
    report.append(
        String.format(
            Locale.ROOT,
            "%-14s %10s %10s %14s %14s%n",
            "service",
            "spans",
            "logs",
            "with a trace",
            "metric points"));
    for (String service : services) {
      JsonNode count = counts.path(service);
      report.append(
          String.format(
              Locale.ROOT,
              "%-14s %,10d %,10d %,14d %,14d%n",
              service,
              count.path("spans").asLong(),
              count.path("logs").asLong(),
              count.path("logsWithTrace").asLong(),
              count.path("metricPoints").asLong()));
      requireSome(service, "spans", count.path("spans").asLong());
      requireSome(service, "log records with a trace id", count.path("logsWithTrace").asLong());
      requireSome(service, "metric points", count.path("metricPoints").asLong());
    }
  }

  private void requireSome(String service, String what, long count) {
    if (count == 0) {
      faults.add("no " + what + " of " + service + " arrived");
    }
  }

  /**
   * The slowest trace in which every service has a span with a log line below it; null if there is
   * none.
   */
  private @Nullable JsonNode exampleTrace() throws IOException, InterruptedException {
    List<JsonNode> candidates = new ArrayList<>();
    get("/api/traces?limit=" + EXAMINED_TRACES).forEach(candidates::add);
    candidates.sort((a, b) -> Long.compare(nanos(b), nanos(a)));
    for (JsonNode candidate : candidates) {
      JsonNode trace = get("/api/traces/" + candidate.path("traceId").asText());
      if (trace.path("roots").size() == 1 && servicesWithLogs(trace).containsAll(services)) {
        return trace;
      }
    }
    return null;
  }

  private static long nanos(JsonNode trace) {
    return trace.path("durationNanos").asLong();
  }

  private static Set<String> servicesWithLogs(JsonNode trace) {
    Set<String> found = new HashSet<>();
    trace.path("roots").forEach(root -> addServicesWithLogs(root, found));
    return found;
  }

  private static void addServicesWithLogs(JsonNode node, Set<String> found) {
    if (!node.path("logs").isEmpty()) {
      found.add(node.path("span").path("service").asText());
    }
    node.path("children").forEach(child -> addServicesWithLogs(child, found));
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(view + path)).timeout(LIMIT).build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(view + path + " answered " + response.statusCode());
    }
    return JSON.readTree(response.body());
  }
}
