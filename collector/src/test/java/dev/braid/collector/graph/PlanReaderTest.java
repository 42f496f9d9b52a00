/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.config.ConfigLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlanReaderTest {
  private final ConfigLoader loader = new ConfigLoader(name -> null);

  @Test
  void shippedFiles_haveNoFaults() {
    for (String file : List.of("collector.yaml", "examples/backends.yaml")) {
      ConfigLoader shipped = new ConfigLoader(name -> null).file(Path.of("../otel-config", file));

      Plan plan = PlanReader.read(shipped.root());

      assertThat(shipped.faults().faults()).as(file).isEmpty();
      assertThat(plan.pipelines()).as(file).hasSize(3);
    }
  }

  @Test
  void namedInstancesAndOldNames_areUnderstood() {
    loader.text(
        "f",
        """
        receivers: {otlp/a: {protocols: {grpc: }}}
        processors: {batch/x: {send_batch_size: 5}, memory_limiter: {limit_mib: 64}}
        exporters: {logging: , otlp_http/2: {endpoint: "http://127.0.0.1:1"}}
        service:
          pipelines:
            logs/one: {receivers: [otlp/a], processors: [memory_limiter, batch/x], exporters: [logging, otlp_http/2]}
        """);

    Plan plan = PlanReader.read(loader.root());

    assertThat(loader.faults().faults()).isEmpty();
    Plan.Pipeline pipeline = plan.pipelines().get(0);
    assertThat(pipeline.processors()).containsExactly("memory_limiter", "batch/x");
    assertThat(pipeline.exporters()).containsExactly("logging", "otlp_http/2");
    assertThat(plan.service().memoryLimitBytes()).isLessThanOrEqualTo(64L << 20);
  }

  @Test
  void everyFault_isToldWithPlaceAndNearestName() {
    loader.text(
        "f.yaml",
        """
        receivers:
          otpl: {}
        exporters:
          debgu: {}
          otlp: {endpoint: "127.0.0.1:1", timeuot: 5s, sending_queue: {queue_sise: 3}}
        service:
          pipelines:
            traces: {receivers: [otlp], processors: [bach], exporters: [otlp]}
        """);

    PlanReader.read(loader.root());

    assertThat(loader.faults().toString())
        .contains("f.yaml:2:3 receivers.otpl: found unknown receiver 'otpl'", "mean 'otlp'?")
        .contains("f.yaml:4:3 exporters.debgu: found unknown exporter", "mean 'debug'?")
        .contains("exporters.otlp.timeuot", "mean 'timeout'?")
        .contains("queue_sise", "mean 'queue_size'?")
        .contains("service.pipelines.traces.processors: found 'bach'");
  }

  @Test
  void connectors_orderThePipelinesDownstreamFirst() {
    loader.text(
        "f",
        """
        receivers: {otlp: {protocols: {grpc: }}}
        connectors: {forward: , forward/b: }
        exporters: {nop: }
        service:
          pipelines:
            traces: {receivers: [otlp], exporters: [forward]}
            traces/2: {receivers: [forward], exporters: [forward/b, nop]}
            traces/3: {receivers: [forward/b], exporters: [nop]}
        """);

    Plan plan = PlanReader.read(loader.root());

    assertThat(loader.faults().faults()).isEmpty();
    assertThat(plan.pipelines())
        .extracting(Plan.Pipeline::name)
        .containsExactly("traces/3", "traces/2", "traces");
  }

  @Test
  void connectorsInACircleOrToNowhere_areFaults() {
    loader.text(
        "f",
        """
        receivers: {otlp: {protocols: {grpc: }}}
        connectors: {forward/a: , forward/b: , forward/c: , forward/d: }
        exporters: {nop: }
        service:
          pipelines:
            traces: {receivers: [otlp, forward/b], exporters: [forward/a]}
            traces/2: {receivers: [forward/a], exporters: [forward/b]}
            logs: {receivers: [otlp], exporters: [forward/c]}
            metrics: {receivers: [forward/d], exporters: [nop]}
        """);

    PlanReader.read(loader.root());

    assertThat(loader.faults().toString())
        .contains("the connectors lead in a circle: traces -> traces/2 -> traces")
        .contains("service.pipelines.logs.exporters: the connector 'forward/c' begins no pipeline")
        .contains("service.pipelines.metrics.receivers: the connector 'forward/d' ends no pipe");
  }
}
