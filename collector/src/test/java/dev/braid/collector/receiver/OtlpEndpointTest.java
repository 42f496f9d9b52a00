/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpHeaders;
import dev.braid.config.ConfigLoader;
import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OtlpEndpointTest {
  private final ConfigLoader loader = new ConfigLoader(name -> null);

  @Test
  void everySetting_isRead() {
    List<OtlpEndpoint> endpoints =
        read(
            """
            protocols:
              grpc:
                endpoint: 127.0.0.1:1
                max_recv_msg_size_mib: 3
                max_concurrent_streams: 7
                keepalive: {server_parameters: {max_connection_idle: 11s, max_connection_age: 1h, time: 10ms}}
                tls: {cert_file: c, key_file: k, client_ca_file: a, min_version: "1.3", reload_interval: 5m}
              http:
                read_timeout: 1s
                read_header_timeout: 2s
                write_timeout: 3s
                idle_timeout: 0s
                max_request_body_size: 5
                logs_url_path: in/logs
            """);

    assertThat(loader.faults().faults()).isEmpty();
    OtlpEndpoint grpc = endpoints.get(0);
    OtlpEndpoint http = endpoints.get(1);
    assertThat(grpc.maxBytes()).isEqualTo(3 << 20);
    assertThat(grpc.limits().maxStreams()).isEqualTo(7);
    assertThat(grpc.limits().idle()).isEqualTo(Duration.ofSeconds(11));
    assertThat(grpc.limits().maxConnectionAge()).isEqualTo(Duration.ofHours(1));
    assertThat(grpc.limits().ping()).as("shortest ping").isEqualTo(Duration.ofSeconds(1));
    TlsSettings tls = grpc.tls().orElseThrow();
    assertThat(tls.protocols()).containsExactly("TLSv1.3");
    assertThat(tls.clientCaFile()).isPresent();
    assertThat(tls.reloadInterval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(http.tls()).isEmpty();
    assertThat(http.maxBytes()).isEqualTo(5);
    assertThat(http.limits().request()).isEqualTo(Duration.ofSeconds(1));
    assertThat(http.limits().firstRequest()).isEqualTo(Duration.ofSeconds(2));
    assertThat(http.limits().write()).isEqualTo(Duration.ofSeconds(3));
    assertThat(http.limits().idle()).as("zero means the default").isEqualTo(Duration.ofMinutes(5));
    assertThat(http.paths())
        .containsEntry("/in/logs", Signal.LOGS)
        .containsEntry("/v1/traces", Signal.TRACES);
  }

  @Test
  void senders_areLetInAndRemembered_asEachEndpointSays() {
    List<OtlpEndpoint> endpoints =
        read(
            """
            protocols:
              grpc: {auth: {authenticator: basicauth/2}, include_metadata: true}
              http: {}
            """);

    assertThat(loader.faults().faults()).isEmpty();
    HttpHeaders headers = HttpHeaders.of("x-tenant", "a");
    SenderSettings asked = endpoints.get(0).senders();
    SenderSettings open = endpoints.get(1).senders();
    assertThat(asked.authenticator()).isEqualTo("basicauth/2");
    assertThat(asked.metadata().of(headers)).containsEntry("x-tenant", "a");
    assertThat(open.authenticator()).isNull();
    assertThat(open.metadata().of(headers)).isEmpty();
  }

  @Test
  void whatCannotBeHonoured_isAFaultOrAWarning() {
    read(
        """
        protocols:
          grpc:
            read_buffer_size: 4096
            keepalive: {enforcement_policy: {min_time: 10s}}
            tls: {cert_file: c, min_version: "1.1"}
          http:
            cors: {allowed_headers: [X]}
            tls: {cert_file: c, key_file: k, min_version: "1.3", max_version: "1.2"}
            traces_url_path: /v1/logs
            compression_algorithms: [gzip]
        """);

    assertThat(loader.faults().faults().toString())
        .contains("protocols.grpc.tls.key_file")
        .contains("protocols.grpc.tls.min_version")
        .contains("protocols.http.cors.allowed_origins: found none")
        .contains("protocols.http.tls.max_version: found a version older than min_version")
        .contains("protocols.http.logs_url_path: found '/v1/logs', which another signal has");
    assertThat(loader.faults().warnings().toString())
        .contains("protocols.grpc.read_buffer_size: is ignored")
        .contains("protocols.grpc.keepalive.enforcement_policy.min_time: is ignored")
        .contains("protocols.http.compression_algorithms: is ignored");
  }

  private List<OtlpEndpoint> read(String yaml) {
    loader.text("test", yaml);
    Section root = loader.root();
    List<OtlpEndpoint> endpoints = OtlpEndpoint.read(root);
    root.rejectUnknownKeys();
    return endpoints;
  }
}
