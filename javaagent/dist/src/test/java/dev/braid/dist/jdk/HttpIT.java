/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.dist.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.agent.harness.AgentProcess;
import dev.braid.agent.harness.Jdk;
import dev.braid.agent.harness.OtlpSink;
import dev.braid.agent.harness.ReceivedSpan;
import dev.braid.dist.app.HttpApp;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JDK's HTTP server and clients under the agent; one child JVM for each JDK serves all tests.
 */
class HttpIT {
  private static final String[] CLIENTS = {
    "send",
    "sendOverridden",
    "sendAsync",
    "sendRedirect",
    "sendMissing",
    "sendRefused",
    "sendRefusedAsync",
    "send2",
    "url",
    "urlPost",
    "urlStreaming",
    "urlConnect",
    "urlOverridden",
    "urlRedirect",
    "urlMissing",
    "urlRefused",
  };

  private static final Map<Jdk, Run> RUNS = new HashMap<>();

  /** What one run printed and sent. */
  private record Run(List<String> output, List<ReceivedSpan> spans, List<String> metrics) {
    ReceivedSpan server(String path) {
      return one(
          spans.stream().filter(s -> is(s, SpanKind.SPAN_KIND_SERVER, "url.path", path)).toList());
    }

    List<ReceivedSpan> below(ReceivedSpan parent) {
      return spans.stream()
          .filter(span -> span.isChildOf(parent))
          .sorted(
              (a, b) ->
                  Long.compare(a.proto().getStartTimeUnixNano(), b.proto().getStartTimeUnixNano()))
          .toList();
    }

    List<ReceivedSpan> clients(String kind) {
      return below(server("/call/" + kind));
    }

    String printed(String start) {
      return one(output.stream().filter(line -> line.startsWith(start + " ")).toList())
          .substring(start.length() + 1);
    }

    private static boolean is(ReceivedSpan span, SpanKind kind, String key, String value) {
      return span.kind() == kind && value.equals(span.attributes().get(key));
    }
  }

  private static <T> T one(List<T> found) {
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  private static synchronized Run run(Jdk jdk) {
    return RUNS.computeIfAbsent(jdk, HttpIT::runNow);
  }

  private static Run runNow(Jdk jdk) {
    try (OtlpSink sink = OtlpSink.start()) {
      AgentProcess.Launch launch = AgentProcess.on(jdk).sendingTo(sink).main(HttpApp.class);
      for (String path :
          List.of("/hello?token=secret&page=2", "/boom", "/late", "/linger", "/stream")) {
        launch.argument(path);
      }
      for (String client : CLIENTS) {
        launch.argument("/call/" + client);
      }
      try (AgentProcess process = launch.start()) {
        process.awaitLine("done");
        assertThat(process.awaitExit()).isZero();
        sink.awaitSpan(
            "last call",
            span -> Run.is(span, SpanKind.SPAN_KIND_SERVER, "url.path", "/call/urlRefused"));
        List<String> metrics =
            List.of(
                sink.awaitMetric("http.server.request.duration").name(),
                sink.awaitMetric("http.client.request.duration").name());
        return new Run(process.output(), sink.spans(), metrics);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void request_isOneServerSpan(Jdk jdk) {
    ReceivedSpan span = run(jdk).server("/hello");

    assertThat(span.name()).isEqualTo("GET /hello");
    assertThat(span.parentSpanId()).isEmpty();
    assertThat(span.attributes())
        .containsEntry("http.request.method", "GET")
        .containsEntry("http.response.status_code", 200L)
        .containsEntry("http.route", "/hello")
        .containsEntry("url.scheme", "http")
        .containsEntry("url.query", "token=REDACTED&page=2")
        .containsEntry("server.address", "shop.example")
        .containsEntry("server.port", 8080L)
        .containsEntry("client.address", "127.0.0.1")
        .containsEntry("network.protocol.version", "1.1")
        .containsEntry("user_agent.original", "by-hand")
        .doesNotContainKey("error.type");
    assertThat(span.proto().getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void handlerThatThrows_isAnError_andTheClientSeesWhatItSawBefore(Jdk jdk) {
    ReceivedSpan span = run(jdk).server("/boom");

    assertThat(span.attributes()).containsEntry("error.type", "java.lang.IllegalStateException");
    assertThat(span.proto().getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(span.proto().getEvents(0).getName()).isEqualTo("exception");
    assertThat(run(jdk).printed("client /boom")).isEqualTo("nothing");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void answerOfAnotherThread_endsTheSpan(Jdk jdk) {
    assertThat(run(jdk).server("/late").attributes())
        .containsEntry("http.response.status_code", 202L);
    assertThat(run(jdk).server("/stream").attributes())
        .containsEntry("http.response.status_code", 200L);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void handlerThatReturnsLongAfterItsAnswer_isAServerSpan_thatEndsLast(Jdk jdk) {
    ReceivedSpan span = run(jdk).server("/linger");

    assertThat(span.attributes()).containsEntry("http.response.status_code", 200L);
    assertThat(span.proto().getEndTimeUnixNano())
        .isGreaterThan(run(jdk).server("/call/send").proto().getEndTimeUnixNano());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void call_isOneClientSpan_betweenTwoServerSpans(Jdk jdk) {
    Run run = run(jdk);
    for (String kind :
        List.of(
            "send",
            "sendOverridden",
            "sendAsync",
            "url",
            "urlPost",
            "urlStreaming",
            "urlConnect",
            "urlOverridden")) {
      ReceivedSpan client = one(run.clients(kind));
      String method = kind.equals("urlPost") || kind.equals("urlStreaming") ? "POST" : "GET";
      assertThat(client.kind()).as(kind).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
      assertThat(client.name()).as(kind).isEqualTo(method);
      assertThat(client.attributes())
          .as(kind)
          .containsEntry("http.request.method", method)
          .containsEntry("http.response.status_code", 200L)
          .containsEntry("server.address", "127.0.0.1")
          .containsEntry("network.protocol.version", "1.1")
          .containsKeys("server.port", "url.full")
          .doesNotContainKeys("error.type", "http.request.resend_count");
      ReceivedSpan echo = one(run.below(client));
      assertThat(echo.name()).as(kind).isEqualTo(method + " /echo");
      assertThat(run.printed("echo " + kind))
          .as(kind)
          .startsWith(method + " 00-")
          .doesNotContain("mine");
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void context_isKept_afterTheCallAndInItsStages(Jdk jdk) {
    Run run = run(jdk);

    for (String kind : CLIENTS) {
      assertThat(run.printed("kept " + kind)).as(kind).isEqualTo("true");
    }
    assertThat(run.printed("echo sendAsync")).endsWith(" kept");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void redirect_isAnotherRequest_forHttpClient(Jdk jdk) {
    List<ReceivedSpan> hops = run(jdk).clients("sendRedirect");

    assertThat(hops).hasSize(2);
    assertThat(hops.get(0).attributes())
        .containsEntry("http.response.status_code", 302L)
        .doesNotContainKey("http.request.resend_count");
    assertThat(hops.get(1).attributes())
        .containsEntry("http.response.status_code", 200L)
        .containsEntry("http.request.resend_count", 1L);
    assertThat(one(run(jdk).below(hops.get(1))).name()).isEqualTo("GET /echo");
    assertThat(run(jdk).clients("send2")).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void redirect_belongsToTheConnection_forHttpUrlConnection(Jdk jdk) {
    ReceivedSpan client = one(run(jdk).clients("urlRedirect"));

    assertThat(client.attributes()).containsEntry("http.response.status_code", 200L);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void clientError_isAnErrorOfTheClientOnly(Jdk jdk) {
    for (String kind : List.of("sendMissing", "urlMissing")) {
      ReceivedSpan client = one(run(jdk).clients(kind));
      assertThat(client.attributes())
          .as(kind)
          .containsEntry("http.response.status_code", 404L)
          .containsEntry("error.type", "404");
      assertThat(client.proto().getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
      ReceivedSpan server = one(run(jdk).below(client));
      assertThat(server.attributes()).as(kind).doesNotContainKey("error.type");
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void refusedConnection_isAnErrorWithoutStatus(Jdk jdk) {
    for (String kind : List.of("sendRefused", "sendRefusedAsync", "urlRefused")) {
      // HttpClient tries to connect a second time of its own accord.
      List<ReceivedSpan> attempts = run(jdk).clients(kind);
      assertThat(attempts).as(kind).hasSize(kind.startsWith("url") ? 1 : 2);
      assertThat(attempts)
          .allSatisfy(
              attempt ->
                  assertThat(attempt.attributes())
                      .containsEntry("error.type", "java.net.ConnectException")
                      .doesNotContainKey("http.response.status_code"));
      assertThat(run(jdk).printed("echo " + kind)).contains("java.net.ConnectException");
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void durations_areSent(Jdk jdk) {
    assertThat(run(jdk).metrics()).hasSize(2);
  }
}
