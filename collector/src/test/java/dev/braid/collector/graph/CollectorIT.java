/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import dev.braid.collector.delivery.Delivery;
import dev.braid.collector.delivery.DeliveryCounts;
import dev.braid.config.ConfigLoader;
import dev.braid.otlp.RpcStatus;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CollectorIT {
  private static final String GRPC_TRACES =
      "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String DOORS =
      """
      receivers:
        otlp:
          protocols:
            grpc: {endpoint: "127.0.0.1:0", max_recv_msg_size_mib: 1}
            http: {endpoint: "127.0.0.1:0", max_request_body_size: 1000000}
      extensions: {health_check: {endpoint: "127.0.0.1:0"}}
      service:
        drain_timeout: 2s
        extensions: [health_check]
        telemetry: {metrics: {address: "127.0.0.1:0"}}
      """;
  private static final String TO_NOP =
      """
      exporters: {nop: {}}
      processors: {batch: {timeout: 10ms}}
      service: {pipelines: {traces: {receivers: [otlp], processors: [batch], exporters: [nop]}}}
      """;

  private final List<RunningCollector> running = new ArrayList<>();

  @AfterEach
  void stopAll() {
    running.forEach(RunningCollector::close);
  }

  @Test
  void badHttpRequests_getTheNamedAnswer_andTheConnectionLivesOn() throws IOException {
    RunningCollector collector = start(DOORS, TO_NOP);
    byte[] good = spans(1);

    try (RawHttp http = new RawHttp(port(collector, 1))) {
      Answer malformed = http.post("/v1/traces", "application/x-protobuf", "", noise());
      Answer badJson = http.post("/v1/traces", "application/json", "", "{\"a".getBytes(UTF));
      Answer wrongType = http.post("/v1/traces", "text/xml", "", good);
      Answer wrongPath = http.post("/v1/nope", "application/x-protobuf", "", good);
      Answer otherSignal = http.post("/v1/logs", "application/x-protobuf", "", good);
      Answer wrongMethod = http.send("PUT", "/v1/traces", "application/x-protobuf", "", good);
      Answer large = http.post("/v1/traces", "application/x-protobuf", "", new byte[1_200_000]);
      Answer bomb =
          http.post("/v1/traces", "application/x-protobuf", "gzip", gzip(new byte[2_000_000]));
      Answer badGzip = http.post("/v1/traces", "application/x-protobuf", "gzip", good);
      Answer unknown = http.post("/v1/traces", "application/x-protobuf", "lzma", good);
      Answer last = http.post("/v1/traces", "application/x-protobuf", "", good);

      assertThat(List.of(malformed.code, badJson.code, badGzip.code, unknown.code))
          .containsOnly(400);
      assertThat(wrongType.code).isEqualTo(415);
      assertThat(List.of(wrongPath.code, otherSignal.code)).containsOnly(404);
      assertThat(wrongMethod.code).isEqualTo(405);
      assertThat(List.of(large.code, bomb.code)).containsOnly(413);
      assertThat(last.code).isEqualTo(200);
      assertThat(new String(badJson.body, UTF)).contains("\"code\":3", "\"message\":");
      RpcStatus status = RpcStatus.fromProto(malformed.body, 0, malformed.body.length);
      assertThat(status.code()).isEqualTo(RpcStatus.INVALID_ARGUMENT);
      assertThat(status.message()).contains("request body");
    }
    awaitDelivered(collector, "nop", 1);
  }

  @Test
  void badGrpcRequests_getTheNamedStatus_andTheConnectionLivesOn() throws IOException {
    RunningCollector collector = start(DOORS, TO_NOP);
    WebClient client = WebClient.of("h2c://127.0.0.1:" + port(collector, 0));

    AggregatedHttpResponse malformed = grpc(client, GRPC_TRACES, "", frame(0, noise()));
    AggregatedHttpResponse truncated = grpc(client, GRPC_TRACES, "", new byte[] {0, 0, 0, 9, 9, 1});
    AggregatedHttpResponse noFrame = grpc(client, GRPC_TRACES, "", new byte[0]);
    AggregatedHttpResponse unknown = grpc(client, "/a.B/C", "", frame(0, spans(1)));
    AggregatedHttpResponse large = grpc(client, GRPC_TRACES, "", frame(0, new byte[1_500_000]));
    AggregatedHttpResponse bomb =
        grpc(client, GRPC_TRACES, "gzip", frame(1, gzip(new byte[3_000_000])));
    AggregatedHttpResponse encoding = grpc(client, GRPC_TRACES, "lzma", frame(1, spans(1)));
    AggregatedHttpResponse good = grpc(client, GRPC_TRACES, "", frame(0, spans(3)));

    assertThat(List.of(grpcStatus(malformed), grpcStatus(truncated), grpcStatus(noFrame)))
        .containsOnly("3");
    assertThat(List.of(grpcStatus(unknown), grpcStatus(encoding))).containsOnly("12");
    assertThat(List.of(grpcStatus(large), grpcStatus(bomb))).containsOnly("8");
    assertThat(grpcStatus(good)).isEqualTo("0");
    byte[] details =
        Base64.getDecoder()
            .decode(Objects.requireNonNull(malformed.headers().get("grpc-status-details-bin")));
    assertThat(RpcStatus.fromProto(details, 0, details.length).message()).contains("request body");
    awaitDelivered(collector, "nop", 3);
  }

  @Test
  void connector_feedsEveryPipelineThatItBegins() throws IOException {
    RunningCollector collector =
        start(
            DOORS,
            """
            connectors: {forward: {}}
            processors: {batch: {timeout: 10ms}}
            exporters: {nop: {}, nop/2: {}}
            service:
              pipelines:
                traces: {receivers: [otlp], processors: [batch], exporters: [forward, nop]}
                traces/2: {receivers: [forward], processors: [batch], exporters: [nop/2]}
                traces/3: {receivers: [forward], exporters: [nop/2]}
            """);

    AggregatedHttpResponse answer =
        grpc(
            WebClient.of("h2c://127.0.0.1:" + port(collector, 0)),
            GRPC_TRACES,
            "",
            frame(0, spans(4)));

    assertThat(grpcStatus(answer)).isEqualTo("0");
    awaitDelivered(collector, "nop", 4);
    awaitDelivered(collector, "nop/2", 8);
    assertThat(new String(collector.telemetry().scrape(), UTF))
        .contains(
            "otelcol_connector_outgoing_items_total{connector=\"forward\",otel_signal=\"traces\"");
  }

  @Test
  void everyEncoding_reachesEveryExporterThroughTwoCollectors() throws IOException {
    RunningCollector back = start(DOORS, TO_NOP);
    RunningCollector front =
        start(
            DOORS,
            TO_NOP
                .replace("exporters: {nop: {}}", exportersTo(back))
                .replace("[nop]", "[otlp, otlphttp]"));
    WebClient client = WebClient.of("h2c://127.0.0.1:" + port(front, 0));

    try (RawHttp http = new RawHttp(port(front, 1))) {
      String protobuf = "application/x-protobuf";
      assertThat(http.post("/v1/traces", protobuf, "", spans(1)).code).isEqualTo(200);
      assertThat(http.post("/v1/traces", protobuf, "gzip", gzip(spans(10))).code).isEqualTo(200);
      assertThat(http.post("/v1/traces", protobuf, "zstd", Zstd.compress(spans(100))).code)
          .isEqualTo(200);
    }
    assertThat(grpcStatus(grpc(client, GRPC_TRACES, "gzip", frame(1, gzip(spans(1000))))))
        .isEqualTo("0");
    assertThat(grpcStatus(grpc(client, GRPC_TRACES, "zstd", frame(1, Zstd.compress(spans(5000))))))
        .isEqualTo("0");

    awaitDelivered(front, "otlp", 6111);
    awaitDelivered(front, "otlphttp", 6111);
    awaitDelivered(back, "nop", 2 * 6111);
    awaitTrue(() -> front.retainedBytes() == 0 && back.retainedBytes() == 0);
    running.forEach(CollectorIT::assertAddsUp);
    assertThat(new String(front.telemetry().scrape(), UTF))
        .contains(
            "otelcol_receiver_accepted_spans_total{receiver=\"otlp\",transport=\"grpc\"} 6000")
        .contains("otelcol_exporter_sent_spans_total{exporter=\"otlphttp\"} 6111");
  }

  @Test
  void deadBackEnd_neitherSlowsTheOtherNorIsLostCount() throws IOException {
    String dead = "exporters: {nop: {}, otlphttp: {endpoint: \"http://127.0.0.1:1\"}}";
    RunningCollector collector =
        start(
            DOORS.replace("drain_timeout: 2s", "drain_timeout: 100ms"),
            TO_NOP.replace("exporters: {nop: {}}", dead).replace("[nop]", "[otlphttp, nop]"));

    try (RawHttp http = new RawHttp(port(collector, 1))) {
      for (int i = 0; i < 20; i++) {
        http.post("/v1/traces", "application/x-protobuf", "", spans(5));
      }
    }

    awaitDelivered(collector, "nop", 100);
    assertThat(counts(collector, "otlphttp").waiting()).isEqualTo(100);
    assertThat(collector.retainedBytes()).isPositive();
    assertAddsUp(collector);

    long start = System.nanoTime();
    collector.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("the default of ten seconds is not waited for")
        .isLessThan(Duration.ofSeconds(9));
    assertThat(counts(collector, "otlphttp").dropped()).isEqualTo(100);
    assertThat(counts(collector, "otlphttp").waiting()).isZero();
    assertThat(collector.retainedBytes()).isZero();
    assertAddsUp(collector);
  }

  @Test
  void noRoom_isARetryableRefusalOnBothDoors() throws IOException {
    String full = TO_NOP.replace("{batch:", "{memory_limiter: {limit_mib: 1}, batch:");
    RunningCollector collector =
        start(
            DOORS
                .replace("max_recv_msg_size_mib: 1", "max_recv_msg_size_mib: 9")
                .replace("1000000", "9000000"),
            full);
    byte[] tooMuch = spans(150_000);

    try (RawHttp http = new RawHttp(port(collector, 1))) {
      Answer refused = http.post("/v1/traces", "application/x-protobuf", "", tooMuch);
      assertThat(refused.code).isEqualTo(503);
      assertThat(refused.headers).containsEntry("retry-after", "1");
      assertThat(http.post("/v1/traces", "application/x-protobuf", "", spans(1)).code)
          .isEqualTo(200);
    }
    WebClient client = WebClient.of("h2c://127.0.0.1:" + port(collector, 0));
    AggregatedHttpResponse refused = grpc(client, GRPC_TRACES, "", frame(0, tooMuch));
    assertThat(grpcStatus(refused)).isEqualTo("14");
    byte[] details =
        Base64.getDecoder()
            .decode(Objects.requireNonNull(refused.headers().get("grpc-status-details-bin")));
    assertThat(RpcStatus.fromProto(details, 0, details.length).retryDelayMillis()).isEqualTo(1000);
  }

  @Test
  void close_deliversWhatTheBatcherHolds() throws IOException {
    RunningCollector collector = start(DOORS, TO_NOP.replace("10ms", "1h"));
    try (RawHttp http = new RawHttp(port(collector, 1))) {
      http.post("/v1/traces", "application/x-protobuf", "", spans(7));
    }

    collector.close();

    assertThat(counts(collector, "nop").delivered()).isEqualTo(7);
    assertThat(collector.retainedBytes()).isZero();
  }

  private static final java.nio.charset.Charset UTF = StandardCharsets.UTF_8;

  private RunningCollector start(String... yamls) throws IOException {
    ConfigLoader loader = new ConfigLoader(name -> null);
    for (String yaml : yamls) {
      loader.text("test", yaml);
    }
    Plan plan = PlanReader.read(loader.root());
    assertThat(loader.faults().faults()).isEmpty();
    RunningCollector collector = RunningCollector.start(plan);
    running.add(collector);
    return collector;
  }

  private static String exportersTo(RunningCollector back) {
    return "exporters: {otlp: {endpoint: \"127.0.0.1:"
        + port(back, 0)
        + "\", tls: {insecure: true}}, otlphttp: {endpoint: \"http://127.0.0.1:"
        + port(back, 1)
        + "\"}}";
  }

  private static int port(RunningCollector collector, int index) {
    return collector.receiverPorts("otlp").get(index);
  }

  private static DeliveryCounts counts(RunningCollector collector, String exporter) {
    Delivery delivery = Objects.requireNonNull(collector.deliveries().get(exporter));
    return delivery.counts();
  }

  private static void awaitDelivered(RunningCollector collector, String exporter, long items) {
    awaitTrue(() -> counts(collector, exporter).delivered() >= items);
    assertThat(counts(collector, exporter).delivered()).isEqualTo(items);
  }

  private static void awaitTrue(java.util.function.BooleanSupplier condition) {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
    assertThat(condition.getAsBoolean()).as("within " + SOON).isTrue();
  }

  private static void assertAddsUp(RunningCollector collector) {
    collector
        .deliveries()
        .forEach(
            (name, delivery) -> {
              DeliveryCounts c = delivery.counts();
              assertThat(c.delivered() + c.rejected() + c.dropped() + c.waiting())
                  .as(name)
                  .isEqualTo(c.enqueued());
            });
  }

  private static AggregatedHttpResponse grpc(
      WebClient client, String path, String encoding, byte[] body) {
    RequestHeaders headers =
        RequestHeaders.builder(HttpMethod.POST, path)
            .set(HttpHeaderNames.CONTENT_TYPE, "application/grpc")
            .set(HttpHeaderNames.TE, "trailers")
            .set("grpc-encoding", encoding)
            .build();
    return client.execute(HttpRequest.of(headers, HttpData.wrap(body))).aggregate().join();
  }

  private static String grpcStatus(AggregatedHttpResponse response) {
    String trailer = response.trailers().get("grpc-status");
    return trailer != null ? trailer : response.headers().get("grpc-status", "none");
  }

  private static byte[] frame(int flag, byte[] message) {
    return ByteBuffer.allocate(5 + message.length)
        .put((byte) flag)
        .putInt(message.length)
        .put(message)
        .array();
  }

  private static byte[] noise() {
    return new byte[] {10, 127, 1, 2, 3};
  }

  private static byte[] spans(int count) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int i = 0; i < count; i++) {
      scope.addSpans(Span.newBuilder().setName("span " + i));
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
        .build()
        .toByteArray();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }

  private record Answer(int code, Map<String, String> headers, byte[] body) {}

  /** One HTTP/1.1 connection that is never reopened: a server that closes it fails the test. */
  private static final class RawHttp implements AutoCloseable {
    private final Socket socket;

    private RawHttp(int port) throws IOException {
      socket = new Socket("127.0.0.1", port);
      socket.setSoTimeout((int) SOON.toMillis());
    }

    private Answer post(String path, String type, String encoding, byte[] body) throws IOException {
      return send("POST", path, type, encoding, body);
    }

    private Answer send(String method, String path, String type, String encoding, byte[] body)
        throws IOException {
      String head =
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: x\r\nContent-Type: "
              + type
              + (encoding.isEmpty() ? "" : "\r\nContent-Encoding: " + encoding)
              + "\r\nContent-Length: "
              + body.length
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(UTF));
      socket.getOutputStream().write(body);
      InputStream in = socket.getInputStream();
      int code = Integer.parseInt(line(in).split(" ")[1]);
      Map<String, String> headers = new java.util.HashMap<>();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        String[] parts = line.split(": ", 2);
        headers.put(parts[0].toLowerCase(java.util.Locale.ROOT), parts[1]);
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      return new Answer(code, headers, in.readNBytes(length));
    }

    private static String line(InputStream in) throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        assertThat(c).as("connection closed by the server").isNotNegative();
        line.append((char) c);
      }
      return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
