/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.braid.config.Fault;
import dev.braid.config.Section;
import dev.braid.otlp.Batch;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExporterTlsIT {

  private static TestCertificate server;
  private static TestCertificate misnamed;
  private static TestCertificate client;

  @BeforeAll
  static void makeCertificates(@TempDir Path folder) throws Exception {
    server = TestCertificate.of(folder, "server", "ip:127.0.0.1");
    misnamed = TestCertificate.of(folder, "misnamed", "dns:elsewhere.example");
    client = TestCertificate.of(folder, "client", "dns:collector.example");
  }

  /** The outcome of one batch sent to {@code backEnd}, which takes it if it comes to know it. */
  private static Outcome export(String type, BackEndStub backEnd, Map<String, ?> tls)
      throws Exception {
    // An answer that gRPC, OTLP over HTTP, Loki and remote write all read as success.
    backEnd.answer(
        () ->
            HttpResponse.of(
                ResponseHeaders.of(
                    HttpStatus.OK, "content-type", "application/x-protobuf", "grpc-status", "0")));
    Map<String, ?> settings = Map.of("endpoint", backEnd.url(), "tls", tls);
    try (Exporter exporter = SettingsFixture.start(type, settings)) {
      return exporter.export(batch(type)).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  private static Batch batch(String type) {
    return switch (type) {
      case "loki" -> Samples.logs(Samples.log(Samples.TIME_NANOS, "slow"));
      case "prometheusremotewrite" -> Samples.metrics(MetricSamples.gauge("heap", "By", 1));
      default -> Samples.spans();
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"otlp", "otlphttp", "loki", "prometheusremotewrite"})
  void serverOfATrustedAuthority_getsTheBatch(String type) throws Exception {
    try (BackEndStub backEnd = BackEndStub.secure(server)) {
      Outcome outcome = export(type, backEnd, Map.of("ca_file", server.certificate()));

      assertThat(outcome).isEqualTo(Outcome.delivered());
      assertThat(backEnd.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"otlp", "otlphttp", "loki", "prometheusremotewrite"})
  void unknownServer_getsNothing_unlessUnverified(String type) throws Exception {
    try (BackEndStub backEnd = BackEndStub.secure(server)) {
      assertThat(export(type, backEnd, Map.of())).isInstanceOf(Outcome.Retryable.class);
      assertThat(backEnd.requests()).isEmpty();

      Outcome unverified = export(type, backEnd, Map.of("insecure_skip_verify", true));

      assertThat(unverified).isEqualTo(Outcome.delivered());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"otlp", "otlphttp", "loki", "prometheusremotewrite"})
  void serverOfAnotherName_getsNothing(String type) throws Exception {
    try (BackEndStub backEnd = BackEndStub.secure(misnamed)) {
      Outcome outcome = export(type, backEnd, Map.of("ca_file", misnamed.certificate()));

      assertThat(outcome).isInstanceOf(Outcome.Retryable.class);
      assertThat(backEnd.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"otlp", "otlphttp", "loki", "prometheusremotewrite"})
  void serverThatAsksForACertificate_isShownOurs(String type) throws Exception {
    try (BackEndStub backEnd = BackEndStub.secure(server, client)) {
      Outcome anonymous = export(type, backEnd, Map.of("ca_file", server.certificate()));
      assertThat(anonymous).isInstanceOf(Outcome.Retryable.class);
      assertThat(backEnd.requests()).isEmpty();

      Outcome known =
          export(
              type,
              backEnd,
              Map.of(
                  "ca_file", server.certificate(),
                  "cert_file", client.certificate(),
                  "key_file", client.key()));

      assertThat(known).isEqualTo(Outcome.delivered());
    }
  }

  @Test
  void overriddenServerName_isAFault_notAConnectionThatFails() {
    Section section =
        SettingsFixture.settings(
            Map.of(
                "endpoint",
                "127.0.0.1:4317",
                "tls",
                Map.of("server_name_override", "elsewhere.example")));

    SettingsFixture.factory("otlp").prepare("otlp", section);
    section.rejectUnknownKeys();

    assertThat(section.faults().faults())
        .extracting(Fault::key)
        .containsExactly("exporters.test.tls.server_name_override");
    assertThat(section.faults().toString()).contains("name the host of the certificate");
  }
}
