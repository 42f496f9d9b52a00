/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.agent.trace.Sampler;
import dev.braid.agent.trace.Semconv;
import dev.braid.agent.trace.Span;
import dev.braid.agent.trace.SpanKind;
import dev.braid.bootstrap.Context;
import java.net.ConnectException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpClientTelemetryTest {
  private final Exchange request = new Exchange();
  private final Exchange.Client telemetry = new Exchange.Client();
  private final Exchange.Recorded recorded = new Exchange.Recorded(Sampler.ALWAYS_ON);

  @AfterEach
  void close() {
    recorded.close();
    assertThat(Context.current()).isSameAs(Context.ROOT);
  }

  private Span called(@Nullable Exchange response, @Nullable Throwable thrown) {
    ClientCall call = requireNonNull(telemetry.start(request));
    telemetry.end(call, request, response, thrown);
    assertThat(recorded.spans).hasSize(1);
    return recorded.spans.get(0);
  }

  @Test
  void call_isDescribedByTheConventions() {
    Span span = called(request, null);

    assertThat(span.kind()).isEqualTo(SpanKind.CLIENT);
    assertThat(span.name()).isEqualTo("GET");
    assertThat(span.get(Semconv.URL_FULL)).isEqualTo("http://shop:8080/orders?id=1");
    assertThat(span.get(Semconv.SERVER_ADDRESS)).isEqualTo("shop");
    assertThat(span.get(Semconv.SERVER_PORT)).isEqualTo(8080L);
    assertThat(span.get(Semconv.HTTP_RESPONSE_STATUS_CODE)).isEqualTo(200L);
    assertThat(span.get(Semconv.NETWORK_PROTOCOL_VERSION)).isEqualTo("2");
    assertThat(span.status()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"399,0,", "400,2,400", "404,2,404", "500,2,500"})
  void clientAndServerErrors_areErrors(int status, int spanStatus, String errorType) {
    request.status = status;

    Span span = called(request, null);

    assertThat(span.status()).isEqualTo(spanStatus);
    assertThat(span.get(Semconv.ERROR_TYPE)).isEqualTo(errorType);
  }

  @Test
  void failedCall_hasNoStatus() {
    Span span = called(null, new ConnectException("refused"));

    assertThat(span.get(Semconv.HTTP_RESPONSE_STATUS_CODE)).isNull();
    assertThat(span.get(Semconv.ERROR_TYPE)).isEqualTo("java.net.ConnectException");
    assertThat(span.status()).isEqualTo(2);
  }

  @Test
  void unknownMethod_isOther_withItsOriginal() {
    request.method = "PURGE";

    Span span = called(request, null);

    assertThat(span.name()).isEqualTo("HTTP");
    assertThat(span.get(Semconv.HTTP_REQUEST_METHOD)).isEqualTo("_OTHER");
    assertThat(span.get(Semconv.HTTP_REQUEST_METHOD_ORIGINAL)).isEqualTo("PURGE");
  }

  @Test
  void secretsOfTheUrl_areTakenOut() {
    request.url = "http://ann:pw@shop/?sig=abc";

    assertThat(called(request, null).get(Semconv.URL_FULL))
        .isEqualTo("http://REDACTED:REDACTED@shop/?sig=REDACTED");
  }

  @Test
  void callInsideOfACall_isNotRecorded() {
    ClientCall outer = requireNonNull(telemetry.start(request));
    outer.attach();

    assertThat(telemetry.start(request)).isNull();

    outer.detach();
    telemetry.end(outer, request, request, null);
    telemetry.end(outer, request, request, null);
    assertThat(recorded.spans).hasSize(1);
  }

  @Test
  void traceContext_isWrittenIntoTheRequest() {
    Map<String, String> sent = new TreeMap<>();
    ClientCall call = requireNonNull(telemetry.start(request));

    telemetry.inject(call, sent, Map::put);

    Span span = call.span();
    assertThat(sent)
        .containsEntry("traceparent", "00-" + span.traceIdHex() + '-' + span.spanIdHex() + "-01");
    telemetry.end(call, request, request, null);
  }
}
