/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Real Jaeger, Prometheus and Loki on free loopback ports, with their data in the test's folder.
 */
final class Backends implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Http http = new Http();
  private final List<Launched> processes = new ArrayList<>();
  private final int[] ports = Ports.free(8);

  private Backends() {}

  /** Whether the three binaries are there; says loudly if not, and fails if they are required. */
  static void require() {
    require(List.of("jaeger", "prometheus", "loki"));
  }

  /** As {@link #require()}, for these binaries. */
  static void require(List<String> names) {
    for (String name : names) {
      if (!Files.isExecutable(binary(name))) {
        String message =
            name + " is missing at " + binary(name) + "; build it with e2e/backends/install";
        if ("1".equals(System.getenv("REQUIRE_BACKENDS"))) {
          throw new AssertionError(message);
        }
        System.err.println("\n*** SKIPPED: the test against real back ends. " + message + " ***\n");
        Assumptions.abort(message);
      }
    }
  }

  static Path binary(String name) {
    String folder = System.getenv("BRAID_BACKENDS");
    Path home =
        folder == null
            ? Path.of(System.getProperty("user.home"), ".cache", "braid", "backends")
            : Path.of(folder);
    return home.resolve("bin").resolve(name);
  }

  /** Starts all three; {@code scrapePort} is where Prometheus finds the collector's page. */
  static Backends start(Path folder, int scrapePort) {
    Backends backends = new Backends();
    try {
      backends.startAll(folder, scrapePort);
      return backends;
    } catch (RuntimeException | Error e) {
      backends.close();
      throw e;
    }
  }

  private void startAll(Path folder, int scrapePort) {
    Map<String, String> values =
        Map.of(
            "JAEGER_OTLP_GRPC", "127.0.0.1:" + ports[0],
            "JAEGER_OTLP_HTTP", "127.0.0.1:" + ports[1],
            "JAEGER_QUERY_HTTP", "127.0.0.1:" + ports[2],
            "JAEGER_QUERY_GRPC", "127.0.0.1:" + ports[3],
            "PROMETHEUS", "127.0.0.1:" + ports[4],
            "LOKI_HTTP_PORT", "" + ports[5],
            "LOKI_GRPC_PORT", "" + ports[6],
            "COLLECTOR_PAGE", "127.0.0.1:" + scrapePort,
            "DATA", folder.toString());
    Path jaeger = configure("jaeger.yaml", folder, values);
    Path prometheus = configure("prometheus.yml", folder, values);
    Path loki = configure("loki.yaml", folder, values);
    launch("jaeger", folder, List.of("--config", jaeger.toString()));
    launch(
        "prometheus",
        folder,
        List.of(
            "--config.file=" + prometheus,
            "--storage.tsdb.path=" + folder.resolve("prometheus"),
            "--web.listen-address=" + values.get("PROMETHEUS"),
            "--web.enable-remote-write-receiver",
            "--enable-feature=exemplar-storage"));
    launch("loki", folder, List.of("-config.file=" + loki));
    awaitReady(jaegerUrl() + "/");
    awaitReady(prometheusUrl() + "/-/ready");
    awaitReady(lokiUrl() + "/ready");
  }

  String jaegerOtlpEndpoint() {
    return "127.0.0.1:" + ports[0];
  }

  String jaegerUrl() {
    return "http://127.0.0.1:" + ports[2];
  }

  String prometheusUrl() {
    return "http://127.0.0.1:" + ports[4];
  }

  String lokiUrl() {
    return "http://127.0.0.1:" + ports[5];
  }

  /** The trace as Jaeger's API shows it, once it knows it. */
  Optional<JsonNode> jaegerTrace(String traceId) throws IOException, InterruptedException {
    var response = http.get(jaegerUrl() + "/api/traces/" + traceId);
    if (response.statusCode() != 200) {
      return Optional.empty();
    }
    JsonNode data = http.json(jaegerUrl() + "/api/traces/" + traceId).path("data");
    return data.isEmpty() ? Optional.empty() : Optional.of(data.get(0));
  }

  JsonNode jaegerTraces(String service, int limit) throws IOException, InterruptedException {
    return http.json(
            jaegerUrl()
                + "/api/traces?lookback=1h&limit="
                + limit
                + "&service="
                + Http.encode(service))
        .path("data");
  }

  /** The result vector of an instant query. */
  JsonNode prometheusQuery(String query) throws IOException, InterruptedException {
    return http.json(prometheusUrl() + "/api/v1/query?query=" + Http.encode(query))
        .path("data")
        .path("result");
  }

  JsonNode prometheusExemplars(String query) throws IOException, InterruptedException {
    long now = Instant.now().getEpochSecond();
    return http.json(
            prometheusUrl()
                + "/api/v1/query_exemplars?start="
                + (now - 3600)
                + "&end="
                + (now + 60)
                + "&query="
                + Http.encode(query))
        .path("data");
  }

  /** The streams that a LogQL query finds in the last hour. */
  JsonNode lokiStreams(String query) throws IOException, InterruptedException {
    long now = Instant.now().getEpochSecond();
    return http.json(
            lokiUrl()
                + "/loki/api/v1/query_range?limit=100&start="
                + (now - 3600)
                + "&end="
                + (now + 60)
                + "&query="
                + Http.encode(query))
        .path("data")
        .path("result");
  }

  private void launch(String name, Path folder, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(binary(name).toString());
    command.addAll(arguments);
    processes.add(Launched.start(name, folder, Map.of(), command));
  }

  private void awaitReady(String url) {
    Await.until(
        url + " to answer 200",
        START_LIMIT,
        () -> http.get(url).statusCode() == 200 ? Optional.of(true) : Optional.empty());
  }

  private static Path configure(String name, Path folder, Map<String, String> values) {
    try (InputStream in = Backends.class.getResourceAsStream("/backends/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no resource /backends/" + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace("@" + value.getKey() + "@", value.getValue());
      }
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    for (Launched process : processes) {
      process.close();
    }
  }
}
