/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.loki;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import com.linecorp.armeria.common.MediaType;
import dev.braid.collector.receiver.ReceiverFixture;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LokiReceiverIT {
  private static final String PUSH =
      """
      {"streams":[{"stream":{"app":"shop","__internal":"x"},
        "values":[["1700000000123456789","sold \\"2\\"",{"trace_id":"abc"}],
                  ["1700000000123456790","sold 3"]]}]}
      """;

  private ReceiverFixture receiver;

  @BeforeEach
  void start() throws IOException {
    receiver =
        new ReceiverFixture(
            new LokiReceiverFactory(),
            """
            protocols:
              http:
                endpoint: 127.0.0.1:0
            use_incoming_timestamp: true
            """);
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void realAppender_isUnderstood() throws Exception {
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(
        new ByteArrayInputStream(
            """
            <configuration>
              <appender name="LOKI" class="com.github.loki4j.logback.Loki4jAppender">
                <labels>
                  app = bakery
                  level = %%level
                </labels>
                <structuredMetadata>
                  logger = %%logger
                </structuredMetadata>
                <message><pattern>%%msg</pattern></message>
                <http><url>http://127.0.0.1:%d/loki/api/v1/push</url></http>
                <batch><timeoutMs>50</timeoutMs></batch>
              </appender>
              <root level="INFO"><appender-ref ref="LOKI"/></root>
            </configuration>
            """
                .formatted(receiver.port())
                .getBytes(StandardCharsets.UTF_8)));

    context.getLogger("com.example.Oven").warn("burnt {}", 7);
    LogRecord log = only(receiver.take().toByteArray());
    context.stop();

    assertThat(log.getBody().getStringValue()).isEqualTo("burnt 7");
    assertThat(log.getAttributesList())
        .extracting(KeyValue::getKey)
        .contains("app", "level", "logger");
    assertThat(log.getTimeUnixNano()).isPositive();
  }

  @Test
  void json_becomesRecords_withLabelsAndMetadata() throws Exception {
    int status = post("application/json", PUSH.getBytes(StandardCharsets.UTF_8)).statusCode();

    assertThat(status).isEqualTo(204);
    ExportLogsServiceRequest request =
        ExportLogsServiceRequest.parseFrom(receiver.take().toByteArray());
    LogRecord first = request.getResourceLogs(0).getScopeLogs(0).getLogRecords(0);
    assertThat(first.getBody().getStringValue()).isEqualTo("sold \"2\"");
    assertThat(first.getTimeUnixNano()).isEqualTo(1700000000123456789L);
    assertThat(first.getAttributesList())
        .extracting(KeyValue::getKey)
        .containsExactly("app", "trace_id");
    assertThat(request.getResourceLogs(0).getScopeLogs(0).getLogRecordsCount()).isEqualTo(2);
  }

  @Test
  void damagedOrLyingBodies_areRefusedWithTheReason() throws Exception {
    byte[] lie = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7, 0};
    assertThat(post("application/x-protobuf", lie).body()).contains("Snappy");
    assertThat(post("application/json", "[]".getBytes(StandardCharsets.UTF_8)).statusCode())
        .isEqualTo(400);
    assertThat(post("text/plain", new byte[1]).statusCode()).isEqualTo(415);
    assertThat(receiver.metrics())
        .contains(
            "otelcol_receiver_malformed_requests_total{receiver=\"loki\",transport=\"http\"} 3");
  }

  @Test
  void refused_isRetryable() throws Exception {
    receiver.fill();

    HttpResponse<String> answer = post("application/json", PUSH.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).hasValue("7");
  }

  @Test
  void randomBytes_neverBreakTheTranslation() {
    long seed = 20261125;
    Random random = new Random(seed);
    LokiProtocol protocol = new LokiProtocol(true, Clock.systemUTC());
    MediaType proto = MediaType.create("application", "x-protobuf");
    int refused = 0;
    for (int round = 0; round < 5000; round++) {
      // A literal of up to 60 bytes, so that damage reaches protobuf and labels too.
      byte[] plain = new byte[2 + random.nextInt(59)];
      random.nextBytes(plain);
      plain[0] = 10;
      plain[1] = (byte) (plain.length - 2);
      byte[] body = new byte[plain.length + 2];
      body[0] = (byte) plain.length;
      body[1] = (byte) ((plain.length - 1) << 2);
      System.arraycopy(plain, 0, body, 2, plain.length);
      try {
        assertThat(protocol.toOtlp(proto, body, 1 << 16)).as("seed " + seed).isNotNull();
      } catch (IOException e) {
        refused++;
      }
    }
    assertThat(refused).as("seed " + seed).isGreaterThan(1000);
  }

  private HttpResponse<String> post(String type, byte[] body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + receiver.port() + "/loki/api/v1/push"))
                .header("content-type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static LogRecord only(byte[] request) throws Exception {
    return ExportLogsServiceRequest.parseFrom(request)
        .getResourceLogs(0)
        .getScopeLogs(0)
        .getLogRecords(0);
  }
}
