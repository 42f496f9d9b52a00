/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.braid.exporters.BackEndStub;
import dev.braid.exporters.Exporter;
import dev.braid.exporters.Outcome;
import dev.braid.exporters.Samples;
import dev.braid.exporters.SendingExporterContract;
import dev.braid.exporters.SettingsFixture;
import dev.braid.otlp.Batch;
import dev.braid.otlp.ExportResponse;
import dev.braid.otlp.RpcStatus;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OtlpGrpcExporterIT extends SendingExporterContract {

  @Override
  protected String type() {
    return "otlp";
  }

  @Override
  protected Map<String, ?> settings(BackEndStub backEnd) {
    return Map.of(
        "endpoint",
        "127.0.0.1:" + backEnd.port(),
        "compression",
        "none",
        "headers",
        Map.of("x-tenant", "t1"),
        "tls",
        Map.of("insecure", true));
  }

  @Override
  protected Batch batch() {
    return Samples.spans();
  }

  @Override
  protected HttpResponse delivered() {
    return answer(new byte[5], HttpHeaders.of("grpc-status", "0"));
  }

  @Override
  protected HttpResponse retryable() {
    return answer(new byte[0], HttpHeaders.of("grpc-status", "14", "grpc-message", "too busy"));
  }

  @Override
  protected HttpResponse rejected() {
    return answer(
        new byte[0], HttpHeaders.of("grpc-status", "3", "grpc-message", "bad%20telemetry"));
  }

  private static HttpResponse answer(byte[] body, HttpHeaders trailers) {
    ResponseHeaders head = ResponseHeaders.of(HttpStatus.OK, "content-type", "application/grpc");
    return HttpResponse.of(head, HttpData.wrap(body), trailers);
  }

  @Test
  void frame_holdsTheBatchesBytesAsTheyAre() throws Exception {
    backEnd.answer(this::delivered);
    Batch merged = Batch.merge(List.of(Samples.spans(), Samples.spans()));

    export(merged);

    byte[] frame = request().content().array();
    assertThat(ByteBuffer.wrap(frame).getInt(1)).isEqualTo(merged.sizeBytes());
    assertThat(Arrays.copyOfRange(frame, 5, frame.length)).isEqualTo(merged.toByteArray());
    assertThat(request().path())
        .isEqualTo("/opentelemetry.proto.collector.trace.v1.TraceService/Export");
    assertThat(request().headers().get("te")).isEqualTo("trailers");
    assertThat(request().headers().get("x-tenant")).isEqualTo("t1");
  }

  @Test
  void gzip_isTheDefault_andNamedInTheHeader() throws Exception {
    backEnd.answer(this::delivered);
    try (Exporter gzip = SettingsFixture.start("otlp_grpc", Map.of("endpoint", backEnd.url()))) {
      gzip.export(batch()).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    byte[] frame = request().content().array();
    byte[] compressed = Arrays.copyOfRange(frame, 5, frame.length);
    assertThat(request().headers().get("grpc-encoding")).isEqualTo("gzip");
    assertThat(frame[0]).isEqualTo((byte) 1);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes())
        .isEqualTo(batch().toByteArray());
  }

  @Test
  void zstd_canBeReadBack() throws Exception {
    backEnd.answer(this::delivered);
    Map<String, ?> settings = Map.of("endpoint", backEnd.url(), "compression", "zstd");
    try (Exporter zstd = SettingsFixture.start("otlp", settings)) {
      zstd.export(batch()).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    byte[] frame = request().content().array();
    byte[] compressed = Arrays.copyOfRange(frame, 5, frame.length);
    byte[] plain = com.github.luben.zstd.Zstd.decompress(compressed, (int) batch().sizeBytes());
    assertThat(plain).isEqualTo(batch().toByteArray());
  }

  @Test
  void partialSuccess_tellsHowManyAndWhy() throws Exception {
    byte[] message = new ExportResponse(3, "too long").toProto();
    byte[] frame =
        ByteBuffer.allocate(5 + message.length)
            .put((byte) 0)
            .putInt(message.length)
            .put(message)
            .array();
    backEnd.answer(() -> answer(frame, HttpHeaders.of("grpc-status", "0")));

    Outcome outcome = export(batch());

    assertThat(outcome).isEqualTo(new Outcome.PartiallyRejected(3, "too long"));
  }

  @Test
  void exhaustedWithRetryInfo_isRetryableAfterIt_withoutIsRejected() throws Exception {
    byte[] details = RpcStatus.of(8, "full").withRetryDelayMillis(1500).toProto();
    String header = Base64.getEncoder().withoutPadding().encodeToString(details);
    backEnd.answer(
        () ->
            answer(
                new byte[0],
                HttpHeaders.of("grpc-status", "8", "grpc-status-details-bin", header)));

    Outcome hinted = export(batch());
    backEnd.answer(() -> answer(new byte[0], HttpHeaders.of("grpc-status", "8")));
    Outcome bare = export(batch());

    assertThat(hinted).isEqualTo(new Outcome.Retryable(Duration.ofMillis(1500), "grpc-status 8"));
    assertThat(bare).isInstanceOf(Outcome.Rejected.class);
  }

  @ParameterizedTest
  @CsvSource({
    "1,true",
    "2,false",
    "4,true",
    "5,false",
    "10,true",
    "12,false",
    "13,false",
    "15,true"
  })
  void grpcStatus_isRetryable_asTheSpecificationSays(String status, boolean retryable)
      throws Exception {
    backEnd.answer(() -> answer(new byte[0], HttpHeaders.of("grpc-status", status)));

    Outcome outcome = export(batch());

    assertThat(outcome instanceof Outcome.Retryable).isEqualTo(retryable);
  }
}
