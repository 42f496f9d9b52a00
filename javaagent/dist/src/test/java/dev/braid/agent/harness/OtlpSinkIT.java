/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class OtlpSinkIT {
  @Test
  void span_isKeptAndFoundByName() throws Exception {
    try (OtlpSink sink = OtlpSink.start()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(sink.endpoint() + "/v1/traces"))
              .POST(HttpRequest.BodyPublishers.ofByteArray(batchWithSpan("one").toByteArray()))
              .build();

      int status =
          HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode();

      assertThat(status).isEqualTo(200);
      assertThat(sink.awaitSpan("one").name()).isEqualTo("one");
    }
  }

  @Test
  void waitingInVain_failsAndShowsWhatCame() {
    Mailbox<String> mailbox = new Mailbox<>("letters");
    mailbox.add("b");

    assertThatThrownBy(() -> mailbox.await("a", "a"::equals, Duration.ofMillis(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no a (0 of 1) in letters")
        .hasMessageContaining("b");
  }

  private static ExportTraceServiceRequest batchWithSpan(String name) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .addScopeSpans(ScopeSpans.newBuilder().addSpans(Span.newBuilder().setName(name))))
        .build();
  }
}
