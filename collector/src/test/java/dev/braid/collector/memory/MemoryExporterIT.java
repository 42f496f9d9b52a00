/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.braid.exporters.Outcome;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class MemoryExporterIT {
  private static final String TRACE = "0102030405060708090a0b0c0d0e0f10";
  private static final ByteString TRACE_ID =
      ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
  private static final ByteString SPAN_ID =
      ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

  @Test
  void whatIsExported_isShownJoined_andTextFromOutsideIsEscaped() throws Exception {
    RecentTelemetry recent = new RecentTelemetry(1 << 20);
    try (View view = View.start("127.0.0.1", 0, recent);
        MemoryExporter exporter = new MemoryExporter(recent, view)) {
      assertThat(exporter.export(spans()).toCompletableFuture().join())
          .isEqualTo(Outcome.delivered());
      assertThat(exporter.export(logs()).toCompletableFuture().join())
          .isEqualTo(Outcome.delivered());

      String base = "http://127.0.0.1:" + view.port();
      assertThat(get(base + "/api/summary").body())
          .contains("\"shop\"")
          .contains("\"logsWithTrace\":1");
      assertThat(get(base + "/api/traces/" + TRACE).body())
          .contains("GET /<b>")
          .contains("paid 17");
      assertThat(get(base + "/").body()).contains("GET /&lt;b&gt;").doesNotContain("<b>");
      assertThat(get(base + "/traces/" + TRACE).body()).contains("paid 17").doesNotContain("<b>");
      assertThat(get(base + "/api/traces/ffffffffffffffffffffffffffffffff").statusCode())
          .isEqualTo(404);
    }
  }

  private static Batch spans() {
    Span span =
        Span.newBuilder()
            .setTraceId(TRACE_ID)
            .setSpanId(SPAN_ID)
            .setName("GET /<b>")
            .setStartTimeUnixNano(1_000_000)
            .setEndTimeUnixNano(3_000_000)
            .build();
    return Batch.of(
        Signal.TRACES,
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .setResource(shop())
                    .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
            .build()
            .toByteArray());
  }

  private static Batch logs() {
    LogRecord record =
        LogRecord.newBuilder()
            .setTraceId(TRACE_ID)
            .setSpanId(SPAN_ID)
            .setSeverityText("INFO")
            .setBody(AnyValue.newBuilder().setStringValue("paid 17"))
            .setTimeUnixNano(2_000_000)
            .build();
    return Batch.of(
        Signal.LOGS,
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(
                ResourceLogs.newBuilder()
                    .setResource(shop())
                    .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(record)))
            .build()
            .toByteArray());
  }

  private static Resource shop() {
    return Resource.newBuilder()
        .addAttributes(
            KeyValue.newBuilder()
                .setKey("service.name")
                .setValue(AnyValue.newBuilder().setStringValue("shop")))
        .build();
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
