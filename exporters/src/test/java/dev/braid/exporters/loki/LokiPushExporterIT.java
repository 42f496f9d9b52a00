/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.loki;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import dev.braid.exporters.BackEndStub;
import dev.braid.exporters.Exporter;
import dev.braid.exporters.ProtoFields;
import dev.braid.exporters.Samples;
import dev.braid.exporters.SendingExporterContract;
import dev.braid.exporters.SettingsFixture;
import dev.braid.exporters.http.SnappyTest;
import dev.braid.otlp.Batch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LokiPushExporterIT extends SendingExporterContract {

  @Override
  protected String type() {
    return "loki";
  }

  @Override
  protected Map<String, ?> settings(BackEndStub backEnd) {
    return Map.of("endpoint", backEnd.url(), "tenant_id", "t1");
  }

  @Override
  protected Batch batch() {
    return Samples.logs(Samples.log(Samples.TIME_NANOS, "payment_timeout_ms=30000"));
  }

  @Override
  protected HttpResponse delivered() {
    return HttpResponse.of(204);
  }

  @Override
  protected HttpResponse retryable() {
    return HttpResponse.of(429);
  }

  @Override
  protected HttpResponse rejected() {
    return HttpResponse.of(HttpStatus.BAD_REQUEST, MediaType.PLAIN_TEXT, "bad telemetry");
  }

  private ProtoFields stream() {
    byte[] plain = SnappyTest.decompress(request().content().array());
    List<ProtoFields> streams = ProtoFields.parse(plain).messages(1);
    assertThat(streams).hasSize(1);
    return streams.get(0);
  }

  @Test
  void record_isALineWithFewLabels_andTheRestIsStructuredMetadata() throws Exception {
    export(batch());

    ProtoFields entry = stream().messages(2).get(0);
    Map<String, String> metadata = new LinkedHashMap<>();
    entry.messages(3).forEach(pair -> metadata.put(pair.text(1), pair.text(2)));
    assertThat(stream().text(1))
        .isEqualTo("{level=\"error\", service_name=\"shop\", service_namespace=\"demo\"}");
    assertThat(entry.text(2)).isEqualTo("payment_timeout_ms=30000");
    assertThat(entry.messages(1).get(0).varint(1)).isEqualTo(1_700_000_000);
    assertThat(entry.messages(1).get(0).varint(2)).isEqualTo(123_000_000);
    assertThat(metadata)
        .containsEntry("trace_id", "0af7651916cd43dd8448eb211c80319c")
        .containsEntry("span_id", "b7ad6b7169203331")
        .containsEntry("severity_text", "ERROR")
        .containsEntry("severity_number", "17")
        .containsEntry("http_route", "/pay")
        .containsEntry("host_name", "box")
        .containsEntry("scope_name", "lib")
        .doesNotContainKey("service_name");
    assertThat(request().path()).isEqualTo("/loki/api/v1/push");
    assertThat(request().headers().get("x-scope-orgid")).isEqualTo("t1");
  }

  @Test
  void entries_areInOrderOfTime() throws Exception {
    export(Samples.logs(Samples.log(3_000, "c"), Samples.log(1_000, "a"), Samples.log(2_000, "b")));

    assertThat(stream().messages(2))
        .extracting(entry -> entry.text(2))
        .containsExactly("a", "b", "c");
  }

  @Test
  void otlpProtocol_sendsTheBatchItself() throws Exception {
    Map<String, ?> settings = Map.of("endpoint", backEnd.url() + "/otlp", "protocol", "otlp");
    try (Exporter otlp = SettingsFixture.start("loki", settings)) {
      otlp.export(batch()).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    assertThat(request().path()).isEqualTo("/otlp/v1/logs");
  }
}
