/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.agent.trace.Key;
import dev.braid.agent.trace.Sampler;
import dev.braid.agent.trace.Semconv;
import dev.braid.agent.trace.Span;
import dev.braid.agent.trace.SpanKind;
import dev.braid.bootstrap.Context;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpServerTelemetryTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final Exchange request = new Exchange();
  private final Exchange.Server telemetry = new Exchange.Server();
  private final Exchange.Recorded recorded = new Exchange.Recorded(Sampler.ALWAYS_ON);

  @AfterEach
  void close() {
    recorded.close();
    assertThat(Context.current()).isSameAs(Context.ROOT);
  }

  private Span handled(@Nullable String route, @Nullable Throwable thrown) {
    ServerExchange exchange = telemetry.start(request);
    exchange.route(route);
    exchange.detach();
    telemetry.end(exchange, request, request, thrown);
    assertThat(recorded.spans).hasSize(1);
    return recorded.spans.get(0);
  }

  @Test
  void request_isDescribedByTheConventions() {
    request.headers.put("user-agent", "curl/8");

    Span span = handled("/orders/{id}", null);

    assertThat(span.kind()).isEqualTo(SpanKind.SERVER);
    assertThat(span.name()).isEqualTo("GET /orders/{id}");
    assertThat(span.get(Semconv.HTTP_REQUEST_METHOD)).isEqualTo("GET");
    assertThat(span.get(Semconv.HTTP_ROUTE)).isEqualTo("/orders/{id}");
    assertThat(span.get(Semconv.URL_PATH)).isEqualTo("/orders");
    assertThat(span.get(Semconv.URL_QUERY)).isEqualTo("id=1");
    assertThat(span.get(Semconv.URL_SCHEME)).isEqualTo("http");
    assertThat(span.get(Semconv.SERVER_ADDRESS)).isEqualTo("shop");
    assertThat(span.get(Semconv.SERVER_PORT)).isEqualTo(8080L);
    assertThat(span.get(Semconv.HTTP_RESPONSE_STATUS_CODE)).isEqualTo(200L);
    assertThat(span.get(Semconv.NETWORK_PROTOCOL_VERSION)).isEqualTo("1.1");
    assertThat(span.get(Semconv.USER_AGENT_ORIGINAL)).isEqualTo("curl/8");
    assertThat(span.status()).isZero();
  }

  @Test
  void withoutRoute_thereIsNoAttribute_andThePathIsNotTheName() {
    Span span = handled(null, null);

    assertThat(span.name()).isEqualTo("GET");
    assertThat(span.get(Semconv.HTTP_ROUTE)).isNull();
  }

  @Test
  void unknownMethod_isOther_withItsOriginal() {
    request.method = "get";

    Span span = handled("/x", null);

    assertThat(span.name()).isEqualTo("HTTP /x");
    assertThat(span.get(Semconv.HTTP_REQUEST_METHOD)).isEqualTo("_OTHER");
    assertThat(span.get(Semconv.HTTP_REQUEST_METHOD_ORIGINAL)).isEqualTo("get");
  }

  @ParameterizedTest
  @CsvSource({"399,0,", "400,0,", "404,0,", "499,0,", "500,2,500", "503,2,503"})
  void onlyServerErrors_areErrors(int status, int spanStatus, String errorType) {
    request.status = status;

    Span span = handled(null, null);

    assertThat(span.status()).isEqualTo(spanStatus);
    assertThat(span.get(Semconv.ERROR_TYPE)).isEqualTo(errorType);
  }

  @Test
  void exception_isTheTypeOfTheError() {
    Span span = handled(null, new IllegalStateException("closed"));

    assertThat(span.status()).isEqualTo(2);
    assertThat(span.get(Semconv.ERROR_TYPE)).isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void exceptionWithoutResponse_isA500() {
    ServerExchange exchange = telemetry.start(request);
    exchange.detach();

    telemetry.end(exchange, request, null, new IllegalStateException());
    telemetry.end(exchange, request, request, null);

    assertThat(recorded.spans).hasSize(1);
    assertThat(recorded.spans.get(0).get(Semconv.HTTP_RESPONSE_STATUS_CODE)).isEqualTo(500L);
  }

  @Test
  void secretsOfTheQuery_areTakenOut() {
    request.query = "id=1&token=abc";

    assertThat(handled(null, null).get(Semconv.URL_QUERY)).isEqualTo("id=1&token=REDACTED");
  }

  @Test
  void whatIsNotKnown_isNotWritten() {
    request.host = null;
    request.query = "";

    Span span = handled(null, null);

    for (Key absent : new Key[] {Semconv.SERVER_ADDRESS, Semconv.SERVER_PORT, Semconv.URL_QUERY}) {
      assertThat(span.get(absent)).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-,-,10.0.0.9",
        "-,'1.2.3.4, 5.6.7.8',1.2.3.4",
        "-,1.2.3.4:99,1.2.3.4",
        "for=192.0.2.60;proto=http,1.2.3.4,192.0.2.60",
        "'proto=http;For=\"[2001:db8::1]:47\", for=x',-,2001:db8::1",
        "proto=http,1.2.3.4,10.0.0.9",
      })
  void client_isTheFirstThatProxiesTellOf(String forwarded, String list, String expected) {
    if (forwarded != null) {
      request.headers.put("forwarded", forwarded);
    }
    if (list != null) {
      request.headers.put("x-forwarded-for", list);
    }

    Span span = handled(null, null);

    assertThat(span.get(Semconv.CLIENT_ADDRESS)).isEqualTo(expected);
    assertThat(span.get(Semconv.NETWORK_PEER_ADDRESS)).isEqualTo("10.0.0.9");
  }

  @Test
  void callersTrace_goesOn() {
    request.headers.put("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");

    Span span = handled(null, null);

    assertThat(span.traceIdHex()).isEqualTo(TRACE);
    assertThat(Long.toHexString(span.parentSpanId())).isEqualTo("f067aa0ba902b7");
  }

  @Test
  void exchange_isCurrentUntilItIsDetached() {
    ServerExchange exchange = telemetry.start(request);

    assertThat(ServerExchange.current()).isSameAs(exchange);
    assertThat(Span.current()).isSameAs(exchange.span());

    exchange.detach();
    telemetry.end(exchange, request, request, null);
  }

  @Test
  void unsampledRequest_hasIdsAndNothingElse() {
    try (Exchange.Recorded off = new Exchange.Recorded(Sampler.ALWAYS_OFF)) {
      ServerExchange exchange = telemetry.start(request);
      exchange.route("/orders");
      exchange.detach();
      telemetry.end(exchange, request, request, null);

      assertThat(exchange.span().get(Semconv.HTTP_REQUEST_METHOD)).isNull();
      assertThat(exchange.span().isSampled()).isFalse();
      assertThat(off.spans).isEmpty();
    }
  }
}
