/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same telemetry as JSON and as protobuf, in every encoding, is the same behind the door. */
@Timeout(120)
final class OtlpJsonIT {
  private static final long SEED = 20261125;
  private static final int ROUNDS = 15;
  private static final Pattern ID =
      Pattern.compile("\"((?:traceId|spanId|parentSpanId)\":\\s*)\"([^\"]*)\"");
  private static final List<String> ENCODINGS = List.of("identity", "gzip", "zstd");

  private final HttpClient client = HttpClient.newHttpClient();

  @ParameterizedTest
  @EnumSource
  void jsonInEveryEncoding_isWhatProtobufIs(Signal signal) throws Exception {
    RandomTelemetry telemetry = new RandomTelemetry(new Random(SEED));
    try (RunningReceiver receiver =
        new RunningReceiver("protocols: {http: {endpoint: '127.0.0.1:0'}}")) {
      for (int round = 0; round < ROUNDS; round++) {
        Message request = telemetry.fill(prototype(signal).newBuilderForType(), 0);
        byte[] json = otlpJson(JsonFormat.printer().print(request)).getBytes(UTF_8);
        for (String encoding : ENCODINGS) {
          send(receiver, signal, "application/x-protobuf", encoding, request.toByteArray());
          send(receiver, signal, "application/json", encoding, json);
        }

        List<Batch> taken = List.copyOf(receiver.taken());
        receiver.taken().clear();

        assertThat(taken).as("seed %d round %d", SEED, round).hasSize(2 * ENCODINGS.size());
        for (Batch batch : taken) {
          assertThat(batch.signal()).isEqualTo(signal);
          assertThat(batch.itemCount()).isEqualTo(taken.get(0).itemCount()).isPositive();
          assertThat(prototype(signal).getParserForType().parseFrom(batch.toByteArray()))
              .as("seed %d round %d", SEED, round)
              .isEqualTo(request);
        }
      }
    }
  }

  private void send(
      RunningReceiver receiver, Signal signal, String type, String encoding, byte[] body)
      throws IOException, InterruptedException {
    String path = "/v1/" + signal.name().toLowerCase(Locale.ROOT);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receiver.port() + path))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", type)
            .header("Content-Encoding", encoding)
            .POST(HttpRequest.BodyPublishers.ofByteArray(compressed(encoding, body)))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type").orElse("")).startsWith(type);
  }

  private static byte[] compressed(String encoding, byte[] body) throws IOException {
    if (encoding.equals("zstd")) {
      return Zstd.compress(body);
    }
    if (encoding.equals("identity")) {
      return body;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    }
    return bytes.toByteArray();
  }

  /** As OTLP writes it: protobuf's JSON, but ids in hexadecimal. */
  private static String otlpJson(String protobufJson) {
    return ID.matcher(protobufJson)
        .replaceAll(
            id ->
                "\""
                    + id.group(1)
                    + "\""
                    + HexFormat.of().formatHex(Base64.getDecoder().decode(id.group(2)))
                    + "\"");
  }

  private static Message prototype(Signal signal) {
    return switch (signal) {
      case TRACES -> ExportTraceServiceRequest.getDefaultInstance();
      case METRICS -> ExportMetricsServiceRequest.getDefaultInstance();
      case LOGS -> ExportLogsServiceRequest.getDefaultInstance();
    };
  }

  /** Requests in which any field may be there, built from the generated classes' descriptors. */
  private record RandomTelemetry(Random random) {
    private static final int MAX_DEPTH = 8;

    /** Down to a metric's data points nothing is missing: no request is without items. */
    private static final int ITEM_DEPTH = 5;

    private static final List<String> TEXTS =
        List.of("", "GET /pay/{id}", "größe", "東京 🧶", "\"quoted\\\"\n\t\u0001", "x".repeat(200));
    private static final List<Double> DOUBLES =
        List.of(0.0, -0.0, 0.1, -2.5e-9, 1e300, Double.NaN, Double.NEGATIVE_INFINITY);

    Message fill(Message.Builder builder, int depth) {
      for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
        if (field.isRepeated() && depth < MAX_DEPTH) {
          for (int i = depth < ITEM_DEPTH ? 1 + random.nextInt(2) : random.nextInt(3); i > 0; i--) {
            builder.addRepeatedField(field, value(builder, field, depth));
          }
        } else if (!field.isRepeated() && field.getRealContainingOneof() == null) {
          set(builder, field, depth);
        }
      }
      for (OneofDescriptor oneof : builder.getDescriptorForType().getRealOneofs()) {
        set(builder, oneof.getFields().get(random.nextInt(oneof.getFieldCount())), depth);
      }
      return builder.build();
    }

    private void set(Message.Builder builder, FieldDescriptor field, int depth) {
      boolean isMessage = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      boolean isKept =
          field.getRealContainingOneof() != null && depth < ITEM_DEPTH || random.nextInt(5) != 0;
      if (isKept && !(isMessage && depth >= MAX_DEPTH)) {
        builder.setField(field, value(builder, field, depth));
      }
    }

    private Object value(Message.Builder builder, FieldDescriptor field, int depth) {
      return switch (field.getJavaType()) {
        case INT -> random.nextInt() >> random.nextInt(32);
        case LONG -> random.nextLong() >> random.nextInt(64);
        case FLOAT -> random.nextFloat();
        case DOUBLE -> DOUBLES.get(random.nextInt(DOUBLES.size()));
        case BOOLEAN -> random.nextBoolean();
        case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
        case BYTE_STRING -> bytes(field.getName());
        case ENUM ->
            field
                .getEnumType()
                .getValues()
                .get(random.nextInt(field.getEnumType().getValues().size()));
        case MESSAGE -> fill(builder.newBuilderForField(field), depth + 1);
      };
    }

    private ByteString bytes(String name) {
      int length = name.endsWith("trace_id") ? 16 : name.endsWith("span_id") ? 8 : 20;
      byte[] bytes = new byte[random.nextInt(8) == 0 ? 0 : length];
      random.nextBytes(bytes);
      return ByteString.copyFrom(bytes);
    }
  }
}
