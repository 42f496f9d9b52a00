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
    assertThat(pipeline.batches()).extracting("sendBatchSize").containsExactly(5);
    assertThat(pipeline.exporters()).containsExactly("logging", "otlp_http/2");
    assertThat(plan.memoryLimitBytes()).isLessThanOrEqualTo(64L << 20);
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
}
