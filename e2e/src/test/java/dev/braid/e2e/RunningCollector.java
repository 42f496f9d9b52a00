/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The collector as a process of its own, with the example configuration for the back ends. */
final class RunningCollector implements AutoCloseable {
  /** How many ports it takes. */
  static final int PORTS = 5;

  /** Which of them is the page that Prometheus scrapes. */
  static final int PAGE = 2;

  private static final Duration START_LIMIT = Duration.ofSeconds(120);

  private final Launched process;
  private final String otlpEndpoint;

  private RunningCollector(Launched process, String otlpEndpoint) {
    this.process = process;
    this.otlpEndpoint = otlpEndpoint;
  }

  static RunningCollector start(Path folder, int[] ports, Backends backends) {
    Launched process =
        Launched.start(
            "collector",
            folder,
            Map.of(
                "BRAID_OTLP_GRPC_ENDPOINT", "127.0.0.1:" + ports[0],
                "BRAID_OTLP_HTTP_ENDPOINT", "127.0.0.1:" + ports[1],
                "PROMETHEUS_PAGE_ENDPOINT", "127.0.0.1:" + ports[PAGE],
                "BRAID_HEALTH_ENDPOINT", "127.0.0.1:" + ports[3],
                "BRAID_METRICS_ENDPOINT", "127.0.0.1:" + ports[4],
                "JAEGER_OTLP_ENDPOINT", backends.jaegerOtlpEndpoint(),
                "PROMETHEUS_REMOTE_WRITE_ENDPOINT", backends.prometheusUrl() + "/api/v1/write",
                "LOKI_ENDPOINT", backends.lokiUrl()),
            List.of(
                Braid.java(),
                "-jar",
                Braid.COLLECTOR.toString(),
                "collector",
                "--config",
                configuration()));
    RunningCollector collector = new RunningCollector(process, "http://127.0.0.1:" + ports[1]);
    try {
      collector.awaitReady();
      return collector;
    } catch (RuntimeException | Error e) {
      collector.close();
      throw e;
    }
  }

  /** Where agents send. */
  String otlpEndpoint() {
    return otlpEndpoint;
  }

  private void awaitReady() {
    Http http = new Http();
    Await.until(
        "the collector to take OTLP at " + otlpEndpoint,
        START_LIMIT,
        () -> {
          if (!process.isAlive()) {
            throw new IllegalStateException("the collector ended:\n" + process.output());
          }
          return http.post(otlpEndpoint + "/v1/traces").statusCode() > 0
              ? Optional.of(true)
              : Optional.empty();
        });
  }

  private static String configuration() {
    Path file = Braid.ROOT.resolve("otel-config/examples/backends.yaml");
    assertThat(Files.isRegularFile(file)).as(file.toString()).isTrue();
    return file.toString();
  }

  @Override
  public void close() {
    process.close();
  }
}
