/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.braid.agent.harness.AgentProcess;
import dev.braid.agent.harness.Jdk;
import dev.braid.agent.harness.OtlpSink;
import dev.braid.agent.harness.ReceivedSpan;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every application once; the JDKs of the machine take turns. */
final class ServletMatrixIT {
  private static final Pattern ADDRESS = Pattern.compile("listening on (http://\\S+)");
  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT_ID = "b7ad6b7169203331";

  private final HttpClient client = HttpClient.newHttpClient();

  static List<Arguments> applications() {
    List<MatrixApplication> applications =
        List.of(
            new MatrixApplication("servlet31", "tomcat", false),
            new MatrixApplication("servlet31", "jetty", false),
            new MatrixApplication("boot27", "tomcat", true),
            new MatrixApplication("boot27", "jetty", true),
            new MatrixApplication("boot35", "tomcat", true),
            new MatrixApplication("boot35", "jetty", true),
            new MatrixApplication("boot35", "undertow", true),
            new MatrixApplication("boot41", "tomcat", true),
            new MatrixApplication("boot41", "jetty", true));
    List<Jdk> jdks = Jdk.all();
    List<Arguments> arguments = new ArrayList<>();
    for (int i = 0; i < applications.size(); i++) {
      arguments.add(Arguments.of(applications.get(i), jdks.get(i % jdks.size())));
    }
    return arguments;
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("applications")
  void everyRequest_makesOneServerSpan(MatrixApplication application, Jdk jdk) throws Exception {
    try (OtlpSink sink = OtlpSink.start();
        AgentProcess process = application.start(jdk, sink)) {
      String base = addressIn(process.awaitLine(line -> ADDRESS.matcher(line).find()));

      assertThat(get(base + "/hello/ann?password=x")).isEqualTo(200);
      assertThat(get(base + "/fail")).isEqualTo(500);
      assertThat(get(base + "/async")).isEqualTo(200);
      assertThat(get(base + "/status/404")).isEqualTo(404);
      assertThat(get(base + "/status/503")).isEqualTo(503);
      List<ReceivedSpan> spans =
          sink.awaitSpans(5, span -> span.kind() == SpanKind.SPAN_KIND_SERVER);
      process.stop();

      assertHello(span(spans, "/hello/ann"), application);
      assertFail(span(spans, "/fail"));
      assertThat(span(spans, "/async").attributes())
          .containsEntry("http.response.status_code", 200L);
      assertStatus(span(spans, "/status/404"), 404, StatusCode.STATUS_CODE_UNSET);
      assertStatus(span(spans, "/status/503"), 503, StatusCode.STATUS_CODE_ERROR);
      assertThat(sink.spans())
          .filteredOn(span -> span.kind() == SpanKind.SPAN_KIND_SERVER)
          .hasSize(5);
      assertThat(process.output()).noneMatch(line -> line.contains("advice failed"));
    }
  }

  private static void assertHello(ReceivedSpan span, MatrixApplication application) {
    Map<String, Object> attributes = span.attributes();
    assertThat(attributes)
        .containsEntry("http.request.method", "GET")
        .containsEntry("http.response.status_code", 200L)
        .containsEntry("url.scheme", "http")
        .containsEntry("url.path", "/hello/ann")
        .containsEntry("server.address", "127.0.0.1")
        .containsKeys("server.port", "client.address", "url.query", "user_agent.original")
        .doesNotContainKey("error.type");
    if (application.hasRoutes()) {
      assertThat(span.name()).isEqualTo("GET /hello/{name}");
      assertThat(attributes).containsEntry("http.route", "/hello/{name}");
    } else {
      assertThat(span.name()).isEqualTo("GET");
      assertThat(attributes).doesNotContainKey("http.route");
    }
    assertThat(span.traceId()).isEqualTo(bytes(TRACE_ID));
    assertThat(span.parentSpanId()).isEqualTo(bytes(PARENT_ID));
  }

  private static void assertFail(ReceivedSpan span) {
    assertThat(span.attributes())
        .containsEntry("http.response.status_code", 500L)
        .containsEntry("error.type", "java.lang.IllegalStateException");
    assertThat(span.proto().getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(span.proto().getEventsList()).extracting("name").containsExactly("exception");
  }

  private static void assertStatus(ReceivedSpan span, long status, StatusCode code) {
    assertThat(span.attributes()).containsEntry("http.response.status_code", status);
    assertThat(span.proto().getStatus().getCode()).isEqualTo(code);
  }

  private static ReceivedSpan span(List<ReceivedSpan> spans, String path) {
    return spans.stream()
        .filter(span -> path.equals(span.attributes().get("url.path")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no span for " + path + " in " + spans));
  }

  private int get(String url) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("traceparent", "00-" + TRACE_ID + "-" + PARENT_ID + "-01")
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static String addressIn(String line) {
    Matcher matcher = ADDRESS.matcher(line);
    if (!matcher.find()) {
      throw new AssertionError(line);
    }
    return matcher.group(1);
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }
}
