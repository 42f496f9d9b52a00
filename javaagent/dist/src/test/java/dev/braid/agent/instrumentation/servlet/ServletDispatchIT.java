/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.agent.harness.AgentProcess;
import dev.braid.agent.harness.Jdk;
import dev.braid.agent.harness.OtlpSink;
import dev.braid.agent.harness.ReceivedSpan;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import jakarta.annotation.Resource;
import jakarta.servlet.Servlet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.catalina.startup.Tomcat;
import org.apache.juli.logging.Log;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However often a request is dispatched inside of the container, it has one server span. */
final class ServletDispatchIT {
  private static final Map<String, Long> STATUS_BY_PATH = new LinkedHashMap<>();

  static {
    STATUS_BY_PATH.put("/plain", 200L);
    STATUS_BY_PATH.put("/guarded", 401L);
    STATUS_BY_PATH.put("/forward", 200L);
    STATUS_BY_PATH.put("/include", 200L);
    STATUS_BY_PATH.put("/send-error", 409L);
    STATUS_BY_PATH.put("/throw", 500L);
    STATUS_BY_PATH.put("/async-dispatch", 202L);
    STATUS_BY_PATH.put("/async-timeout", 500L);
  }

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void everyWayThroughTheContainer_isOneServerSpan(Jdk jdk) throws Exception {
    try (OtlpSink sink = OtlpSink.start();
        AgentProcess process =
            AgentProcess.on(jdk)
                .sendingTo(sink)
                .environment("OTEL_METRICS_EXPORTER", "none")
                .main(DispatchApp.class, Tomcat.class, Servlet.class, Log.class, Resource.class)
                .start()) {
      String base = process.awaitLine("listening on").replace("listening on ", "");

      for (Map.Entry<String, Long> request : STATUS_BY_PATH.entrySet()) {
        assertThat(get(base + request.getKey())).isEqualTo(request.getValue().intValue());
      }
      sink.awaitSpans(STATUS_BY_PATH.size(), span -> span.kind() == SpanKind.SPAN_KIND_SERVER);
      process.stop();

      Map<String, Long> received = new LinkedHashMap<>();
      for (ReceivedSpan span : sink.spans()) {
        String path = (String) span.attributes().get("url.path");
        assertThat(received.put(path, (Long) span.attributes().get("http.response.status_code")))
            .as("second span of " + path)
            .isNull();
      }
      assertThat(received).containsExactlyInAnyOrderEntriesOf(STATUS_BY_PATH);
      assertThat(sink.awaitSpan("/throw", span -> isOf(span, "/throw")).attributes())
          .containsEntry("error.type", "java.lang.IllegalArgumentException");
      assertThat(process.output()).noneMatch(line -> line.contains("advice failed"));
    }
  }

  private static boolean isOf(ReceivedSpan span, String path) {
    return path.equals(span.attributes().get("url.path"));
  }

  private static int get(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
