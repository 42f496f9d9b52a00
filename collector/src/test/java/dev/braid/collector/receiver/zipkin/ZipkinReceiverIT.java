/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.collector.receiver.ReceiverFixture;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ZipkinReceiverIT {
  /** The example of Zipkin's API, with a local scope and a number among the tags. */
  private static final String SPANS =
      """
      [{"traceId":"5982fe77008310cc80f1da5e10147517","parentId":"ebf33e1a81dc6f71",
        "id":"bd7a977555f6b982","kind":"CLIENT","name":"query","timestamp":1458702548467000,
        "duration":386000,
        "localEndpoint":{"serviceName":"zipkin-query","ipv4":"192.168.1.2","port":9411},
        "remoteEndpoint":{"serviceName":"spanstore","ipv4":"127.0.0.1","port":3306},
        "annotations":[{"timestamp":1458702548467500,"value":"ws"}],
        "tags":{"rows":"17","ratio":"0.5","ok":"true","host.name":"box","otel.library.name":"jdbc",
                "error":"deadlock"}},
       {"traceId":"80f1da5e10147517","id":"ebf33e1a81dc6f71","shared":true,"kind":"SERVER",
        "localEndpoint":{"serviceName":"shop"},"tags":{}}]
      """;

  private ReceiverFixture receiver;

  @BeforeEach
  void start() throws IOException {
    receiver =
        new ReceiverFixture(
            new ZipkinReceiverFactory(),
            """
            endpoint: 127.0.0.1:0
            parse_string_tags: true
            include_metadata: true
            max_request_body_size: 100000
            """);
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void spans_becomeOtlp_byServiceAndScope() throws Exception {
    int status = post(SPANS.getBytes(StandardCharsets.UTF_8), "").statusCode();

    assertThat(status).isEqualTo(202);
    ExportTraceServiceRequest request = taken();
    ResourceSpans query = request.getResourceSpans(0);
    assertThat(query.getResource().getAttributesList())
        .extracting(KeyValue::getKey)
        .containsExactlyInAnyOrder("service.name", "host.name");
    assertThat(query.getScopeSpans(0).getScope().getName()).isEqualTo("jdbc");
    Span span = query.getScopeSpans(0).getSpans(0);
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
    assertThat(span.getStartTimeUnixNano()).isEqualTo(1458702548467000000L);
    assertThat(span.getEndTimeUnixNano()).isEqualTo(1458702548853000000L);
    assertThat(span.getEvents(0).getName()).isEqualTo("ws");
    assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(span.getAttributesList())
        .extracting(KeyValue::getKey)
        .containsExactly(
            "rows",
            "ratio",
            "ok",
            "error",
            "net.host.ip",
            "net.host.port",
            "peer.service",
            "net.peer.ip",
            "net.peer.port");
    assertThat(span.getAttributes(0).getValue().getIntValue()).isEqualTo(17);
    assertThat(span.getAttributes(1).getValue().getDoubleValue()).isEqualTo(0.5);
    assertThat(span.getAttributes(2).getValue().getBoolValue()).isTrue();
    Span shared = request.getResourceSpans(1).getScopeSpans(0).getSpans(0);
    assertThat(shared.getTraceId().toByteArray()).startsWith(0, 0, 0, 0, 0, 0, 0, 0).hasSize(16);
    assertThat(shared.getStartTimeUnixNano()).isZero();
  }

  @Test
  void gzip_isTaken_andAnsweredAfterRefusalWithRetryAfter() throws Exception {
    byte[] zipped = gzip(SPANS.getBytes(StandardCharsets.UTF_8));
    assertThat(post(zipped, "gzip").statusCode()).isEqualTo(202);
    assertThat(receiver.take().metadata()).containsEntry("x-tenant", "t1");

    receiver.fill();
    HttpResponse<String> refused = post(zipped, "gzip");

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("retry-after")).hasValue("7");
    assertThat(receiver.metrics()).contains("otelcol_receiver_refused_spans_total", "2.0");
  }

  @Test
  void hostileBodies_areAnsweredWithTheReason() throws Exception {
    assertThat(post(gzip(new byte[200_000]), "gzip").statusCode()).isEqualTo(413);
    assertThat(post(new byte[150_000], "").statusCode()).isEqualTo(413);
    assertThat(post("{}".getBytes(StandardCharsets.UTF_8), "").body()).contains("list of spans");
    assertThat(post("[{\"traceId\":\"xyz\"}]".getBytes(StandardCharsets.UTF_8), "").body())
        .contains("span 0: traceId: found no hexadecimal number");
    assertThat(post(("[" + "[".repeat(50_000)).getBytes(StandardCharsets.UTF_8), "").statusCode())
        .isEqualTo(400);
  }

  @Test
  void damagedSpans_neverBreakTheTranslation() {
    long seed = 20261125;
    Random random = new Random(seed);
    ZipkinProtocol protocol = new ZipkinProtocol(true);
    int refused = 0;
    for (int round = 0; round < 5000; round++) {
      byte[] body = SPANS.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i <= random.nextInt(4); i++) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(protocol.toOtlp(null, body, 1 << 20)).as("seed " + seed).isNotEmpty();
      } catch (IOException e) {
        refused++;
      }
    }
    assertThat(refused).as("seed " + seed).isBetween(500, 4999);
  }

  private ExportTraceServiceRequest taken() throws Exception {
    return ExportTraceServiceRequest.parseFrom(receiver.take().toByteArray());
  }

  private HttpResponse<String> post(byte[] body, String encoding) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receiver.port() + "/api/v2/spans"))
            .header("content-type", "application/json")
            .header("x-tenant", "t1")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!encoding.isEmpty()) {
      request.header("content-encoding", encoding);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(plain);
    }
    return zipped.toByteArray();
  }
}
