/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;

/** Telemetry to export, made by OpenTelemetry's own classes. */
public final class Samples {

  public static final long TIME_NANOS = 1_700_000_000_123_000_000L;
  public static final ByteString TRACE_ID = hex("0af7651916cd43dd8448eb211c80319c");
  public static final ByteString SPAN_ID = hex("b7ad6b7169203331");

  private Samples() {}

  public static ByteString hex(String digits) {
    return ByteString.fromHex(digits);
  }

  public static Resource resource() {
    return Resource.newBuilder()
        .addAttributes(attribute("service.name", "shop"))
        .addAttributes(attribute("service.namespace", "demo"))
        .addAttributes(attribute("service.instance.id", "i-1"))
        .addAttributes(attribute("host.name", "box"))
        .build();
  }

  public static InstrumentationScope scope() {
    return InstrumentationScope.newBuilder().setName("lib").setVersion("1.2").build();
  }

  public static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  public static Batch spans() {
    Span span =
        Span.newBuilder()
            .setTraceId(TRACE_ID)
            .setSpanId(SPAN_ID)
            .setName("GET /pay")
            .setStartTimeUnixNano(TIME_NANOS)
            .setEndTimeUnixNano(TIME_NANOS + 5_000_000)
            .build();
    return batch(
        Signal.TRACES,
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .setResource(resource())
                    .addScopeSpans(ScopeSpans.newBuilder().setScope(scope()).addSpans(span)))
            .build());
  }

  public static Batch metrics(Metric... metrics) {
    return batch(
        Signal.METRICS,
        ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(
                ResourceMetrics.newBuilder()
                    .setResource(resource())
                    .addScopeMetrics(
                        ScopeMetrics.newBuilder()
                            .setScope(scope())
                            .addAllMetrics(List.of(metrics))))
            .build());
  }

  public static Batch logs(LogRecord... records) {
    return batch(
        Signal.LOGS,
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(
                ResourceLogs.newBuilder()
                    .setResource(resource())
                    .addScopeLogs(
                        ScopeLogs.newBuilder()
                            .setScope(scope())
                            .addAllLogRecords(List.of(records))))
            .build());
  }

  public static LogRecord log(long timeNanos, String body) {
    return LogRecord.newBuilder()
        .setTimeUnixNano(timeNanos)
        .setSeverityNumberValue(17)
        .setSeverityText("ERROR")
        .setBody(AnyValue.newBuilder().setStringValue(body))
        .setTraceId(TRACE_ID)
        .setSpanId(SPAN_ID)
        .addAttributes(attribute("http.route", "/pay"))
        .build();
  }

  public static Batch batch(Signal signal, MessageLite request) {
    return Batch.of(signal, request.toByteArray());
  }
}
