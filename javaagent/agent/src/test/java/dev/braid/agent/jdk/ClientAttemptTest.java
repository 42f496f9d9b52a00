/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.agent.http.ClientCall;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ClientAttemptTest {
  private static final HttpHeaders ORIGINAL =
      HttpHeaders.of(
          Map.of("Accept", List.of("text/plain", "text/html"), "TraceParent", List.of("mine")),
          (name, value) -> true);

  private static ClientAttempt attempt() {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://shop.example/")).build();
    ClientCall call = HttpRequestTelemetry.INSTANCE.start(request);
    return new ClientAttempt(Objects.requireNonNull(call));
  }

  @Test
  void nothingInjected_leavesTheHeadersAlone() {
    assertThat(attempt().headers(ORIGINAL)).isSameAs(ORIGINAL);
  }

  @Test
  void injectedHeader_replacesOneOfTheSameName_andKeepsTheOthers() {
    ClientAttempt attempt = attempt();
    attempt.inject("traceparent", "ours");

    HttpHeaders headers = attempt.headers(ORIGINAL);

    assertThat(headers.allValues("traceparent")).containsExactly("ours");
    assertThat(headers.allValues("accept")).containsExactly("text/plain", "text/html");
    assertThat(headers.map()).hasSize(2);
    assertThat(attempt.headers(ORIGINAL)).isSameAs(headers);
  }
}
