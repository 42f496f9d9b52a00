/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
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
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class OtlpHttpExporterIT extends SendingExporterContract {

  private static final MediaType PROTO = MediaType.parse("application/x-protobuf");

  @Override
  protected String type() {
    return "otlphttp";
  }

  @Override
  protected Map<String, ?> settings(BackEndStub backEnd) {
    return Map.of("endpoint", backEnd.url() + "/prefix/", "compression", "none");
  }

  @Override
  protected Batch batch() {
    return Samples.logs(Samples.log(Samples.TIME_NANOS, "slow"));
  }

  @Override
  protected HttpResponse delivered() {
    return HttpResponse.of(HttpStatus.OK, PROTO, HttpData.empty());
  }

  @Override
  protected HttpResponse retryable() {
    return HttpResponse.of(ResponseHeaders.of(HttpStatus.SERVICE_UNAVAILABLE, "retry-after", "7"));
  }

  @Override
  protected HttpResponse rejected() {
    byte[] status = RpcStatus.of(3, "bad telemetry").toProto();
    return HttpResponse.of(HttpStatus.BAD_REQUEST, PROTO, HttpData.wrap(status));
  }

  @Test
  void body_isTheBatchesBytes_atTheSignalsPath() throws Exception {
    backEnd.answer(this::delivered);

    export(batch());

    assertThat(request().path()).isEqualTo("/prefix/v1/logs");
    assertThat(request().content().array()).isEqualTo(batch().toByteArray());
    assertThat(request().contentType()).isEqualTo(PROTO);
  }

  @Test
  void retryAfter_isPassedOn() throws Exception {
    backEnd.answer(this::retryable);

    Outcome outcome = export(batch());

    assertThat(((Outcome.Retryable) outcome).after()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void internalServerError_isNotRetried() throws Exception {
    backEnd.answer(() -> HttpResponse.of(500));

    assertThat(export(batch())).isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void partialSuccess_isRead_fromProtobuf() throws Exception {
    byte[] partial = new ExportResponse(2, "too old").toProto();
    backEnd.answer(() -> HttpResponse.of(HttpStatus.OK, PROTO, HttpData.wrap(partial)));

    assertThat(export(batch())).isEqualTo(new Outcome.PartiallyRejected(2, "too old"));
  }

  @Test
  void json_isSentAndItsPartialSuccessRead() throws Exception {
    String partial = "{\"partialSuccess\":{\"rejectedLogRecords\":\"2\",\"errorMessage\":\"old\"}}";
    backEnd.answer(() -> HttpResponse.of(HttpStatus.OK, MediaType.JSON, partial));
    Map<String, ?> settings =
        Map.of("logs_endpoint", backEnd.url() + "/l", "encoding", "json", "compression", "none");
    Outcome outcome;
    try (Exporter json = SettingsFixture.start("otlp_http", settings)) {
      outcome = json.export(batch()).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    assertThat(outcome).isEqualTo(new Outcome.PartiallyRejected(2, "old"));
    assertThat(request().path()).isEqualTo("/l");
    assertThat(request().contentUtf8()).contains("\"stringValue\":\"slow\"", "resourceLogs");
  }
}
