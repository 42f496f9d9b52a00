/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.braid.collector.component.BatchConsumer;
import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Extensions;
import dev.braid.collector.component.Place;
import dev.braid.collector.component.ProcessorFactory;
import dev.braid.collector.component.ProcessorPlan;
import dev.braid.collector.telemetry.Telemetry;
import dev.braid.config.ConfigLoader;
import dev.braid.config.Section;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Failure;
import dev.braid.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** One processor between protobuf messages: what goes in, and what comes out. */
public final class Processing implements AutoCloseable {
  /** What the processor's clock shows. */
  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final Telemetry telemetry = new Telemetry();
  private final List<Batch> out = new ArrayList<>();
  private final List<@Nullable Failure> settled = new ArrayList<>();
  private final BatchConsumer stage;

  private Processing(ProcessorPlan plan, Signal signal) {
    Environment environment =
        new Environment(telemetry, timer, Clock.fixed(NOW, ZoneOffset.UTC), Extensions.NONE);
    stage = plan.start(new Place("it", signal + "/test", signal, out::add), environment);
  }

  /** The processor that {@code yaml} sets up without a fault. */
  public static Processing of(ProcessorFactory factory, Signal signal, String yaml) {
    ConfigLoader loader = new ConfigLoader(name -> null).text("f.yaml", yaml);
    Section root = loader.root();
    ProcessorPlan plan = factory.prepare("it", root);
    root.rejectUnknownKeys();
    assertThat(loader.faults().faults()).isEmpty();
    return new Processing(plan, signal);
  }

  /** Every fault and warning of {@code yaml}. */
  public static String faults(ProcessorFactory factory, String yaml) {
    ConfigLoader loader = new ConfigLoader(name -> null).text("f.yaml", yaml);
    Section root = loader.root();
    factory.prepare("it", root);
    root.rejectUnknownKeys();
    return loader.faults().toString();
  }

  public ExportTraceServiceRequest apply(ExportTraceServiceRequest request)
      throws InvalidProtocolBufferException {
    return ExportTraceServiceRequest.parseFrom(run(Batch.of(Signal.TRACES, request.toByteArray())));
  }

  public ExportMetricsServiceRequest apply(ExportMetricsServiceRequest request)
      throws InvalidProtocolBufferException {
    return ExportMetricsServiceRequest.parseFrom(
        run(Batch.of(Signal.METRICS, request.toByteArray())));
  }

  public ExportLogsServiceRequest apply(ExportLogsServiceRequest request)
      throws InvalidProtocolBufferException {
    return ExportLogsServiceRequest.parseFrom(run(Batch.of(Signal.LOGS, request.toByteArray())));
  }

  /** The bytes that come out for {@code batch}, none if it was settled with success. */
  public byte[] run(Batch batch) {
    out.clear();
    settled.clear();
    var root = dev.braid.otlp.Acknowledgement.root(settled::add);
    stage.accept(batch.withAcknowledgement(root));
    if (out.isEmpty()) {
      assertThat(settled).as("a batch of which nothing is left has succeeded").containsOnlyNulls();
      assertThat(settled).hasSize(1);
      return new byte[0];
    }
    assertThat(out).hasSize(1);
    Batch result = out.get(0);
    byte[] bytes = result.toByteArray();
    assertThat(result.itemCount())
        .as("items are counted")
        .isEqualTo(Batch.of(batch.signal(), bytes).itemCount());
    return bytes;
  }

  /** The own metrics' page. */
  public String metrics() {
    return new String(telemetry.scrape(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    stage.close();
    timer.shutdownNow();
  }

  public static KeyValue attribute(String key, String value) {
    return attribute(key, AnyValue.newBuilder().setStringValue(value));
  }

  public static KeyValue attribute(String key, long value) {
    return attribute(key, AnyValue.newBuilder().setIntValue(value));
  }

  public static KeyValue attribute(String key, double value) {
    return attribute(key, AnyValue.newBuilder().setDoubleValue(value));
  }

  public static KeyValue attribute(String key, boolean value) {
    return attribute(key, AnyValue.newBuilder().setBoolValue(value));
  }

  public static KeyValue attribute(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }
}
