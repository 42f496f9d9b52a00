/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.connector.count;

import static dev.braid.collector.processor.Processing.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.MessageLite;
import dev.braid.collector.component.BatchConsumer;
import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Extensions;
import dev.braid.collector.telemetry.Telemetry;
import dev.braid.config.ConfigLoader;
import dev.braid.config.Section;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CountConnectorTest {
  private static final CountConnectorFactory FACTORY = new CountConnectorFactory();

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  @Test
  void spansAndEvents_areCountedByResource_inTheTimeTheyTook() throws Exception {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    var resource = request.addResourceSpansBuilder();
    resource.getResourceBuilder().addAttributes(attribute("service.name", "shop"));
    var scope = resource.addScopeSpansBuilder();
    scope.addSpansBuilder().setStartTimeUnixNano(5).setEndTimeUnixNano(9);
    scope
        .addSpansBuilder()
        .setStartTimeUnixNano(4)
        .setEndTimeUnixNano(8)
        .addEventsBuilder()
        .setTimeUnixNano(6);
    request.addResourceSpansBuilder();

    ExportMetricsServiceRequest result = count("{}", Signal.TRACES, request.build());

    ExportMetricsServiceRequest.Builder expected = ExportMetricsServiceRequest.newBuilder();
    var counted = expected.addResourceMetricsBuilder();
    counted.getResourceBuilder().addAttributes(attribute("service.name", "shop"));
    var countedScope = counted.addScopeMetricsBuilder();
    countedScope.getScopeBuilder().setName(CountPass.SCOPE);
    countedScope.addMetrics(metric("trace.span.count", "The number of spans observed.", 4, 9, 2));
    countedScope.addMetrics(
        metric("trace.span.event.count", "The number of span events observed.", 6, 6, 1));
    assertThat(result).isEqualTo(expected.build());
  }

  @Test
  void metricsAndTheirPoints_areCounted_withoutATimeNow() throws Exception {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    var scope = request.addResourceMetricsBuilder().addScopeMetricsBuilder();
    scope.addMetricsBuilder().getGaugeBuilder().addDataPointsBuilder().setTimeUnixNano(7);
    scope.addMetricsBuilder().getHistogramBuilder().addDataPointsBuilder().setTimeUnixNano(3);

    ExportMetricsServiceRequest result = count("{}", Signal.METRICS, request.build());

    assertThat(metrics(result))
        .containsExactly(
            metric("metric.count", "The number of metrics observed.", 1_000_000, 1_000_000, 2)
                .build(),
            metric("metric.datapoint.count", "The number of data points observed.", 3, 7, 2)
                .build());
  }

  @Test
  void dimensions_comeFromTheItemItsScopeOrItsResource_orTheirDefault() throws Exception {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    var resource = request.addResourceLogsBuilder();
    resource.getResourceBuilder().addAttributes(attribute("zone", "z"));
    var scope = resource.addScopeLogsBuilder();
    scope.addLogRecordsBuilder().setTimeUnixNano(1).addAttributes(attribute("env", "prod"));
    scope.addLogRecordsBuilder().setTimeUnixNano(1).addAttributes(attribute("env", "prod"));
    scope.addLogRecordsBuilder().setTimeUnixNano(1);

    ExportMetricsServiceRequest result =
        count(
            """
            logs:
              by.env:
                description: d
                attributes: [{key: env, default_value: none}, {key: zone}]
              with.env: {attributes: [{key: env}]}
            """,
            Signal.LOGS,
            request.build());

    Metric.Builder byEnv =
        metric("by.env", "d", 1, 1, 2, attribute("env", "prod"), attribute("zone", "z"));
    byEnv
        .getSumBuilder()
        .addDataPoints(
            metric("", "", 1, 1, 1, attribute("env", "none"), attribute("zone", "z"))
                .getSum()
                .getDataPoints(0));
    assertThat(metrics(result))
        .containsExactlyInAnyOrder(
            byEnv.build(), metric("with.env", "", 1, 1, 2, attribute("env", "prod")).build());
  }

  @Test
  void conditions_areRefusedClearly() {
    ConfigLoader loader = new ConfigLoader(name -> null);
    loader.text("f.yaml", "spans:\n  x: {conditions: ['true'], atributes: []}\n");
    Section root = loader.root();

    FACTORY.prepare("count", root);
    root.rejectUnknownKeys();

    assertThat(loader.faults().toString())
        .contains("f.yaml:2:7 spans.x.conditions: found conditions, allowed none")
        .contains("spans.x.atributes: unknown key", "mean 'attributes'?");
  }

  private ExportMetricsServiceRequest count(String yaml, Signal signal, MessageLite request)
      throws Exception {
    ConfigLoader loader = new ConfigLoader(name -> null);
    loader.text("f.yaml", yaml);
    var plan = FACTORY.prepare("count", loader.root());
    assertThat(loader.faults().faults()).isEmpty();
    List<Batch> out = new ArrayList<>();
    Clock clock = Clock.fixed(Instant.ofEpochMilli(1), ZoneOffset.UTC);
    BatchConsumer stage =
        plan.start(
            "count",
            signal,
            Map.of(Signal.METRICS, out::add),
            new Environment(new Telemetry(), timer, clock, Extensions.NONE));
    stage.accept(Batch.of(signal, request.toByteArray()));
    assertThat(out).hasSize(1);
    byte[] bytes = out.get(0).toByteArray();
    assertThat(out.get(0).itemCount()).isEqualTo(Batch.of(Signal.METRICS, bytes).itemCount());
    return ExportMetricsServiceRequest.parseFrom(bytes);
  }

  private static List<Metric> metrics(ExportMetricsServiceRequest request) {
    return request.getResourceMetrics(0).getScopeMetrics(0).getMetricsList();
  }

  private static Metric.Builder metric(
      String name, String description, long start, long time, long count, KeyValue... values) {
    Metric.Builder metric = Metric.newBuilder().setName(name).setDescription(description);
    metric
        .getSumBuilder()
        .setIsMonotonic(true)
        .setAggregationTemporalityValue(1)
        .addDataPointsBuilder()
        .setStartTimeUnixNano(start)
        .setTimeUnixNano(time)
        .setAsInt(count)
        .addAllAttributes(List.of(values));
    return metric;
  }
}
