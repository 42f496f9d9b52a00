/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The two applications that already send telemetry of their own. */
class OwnTelemetryIT {

  @Test
  void loki4jApp_pushesItsLinesToLoki() throws Exception {
    BlockingQueue<String> pushed = new LinkedBlockingQueue<>();
    HttpServer loki =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    loki.createContext(
        "/loki/api/v1/push",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          pushed.add(new String(body, StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    loki.start();
    String url = "http://127.0.0.1:" + loki.getAddress().getPort() + "/loki/api/v1/push";

    try (RunningSample app =
        RunningSample.jar(
            "loki4j-app/target/loki4j-app.jar", Map.of("LOKI_URL", url), "--port=0")) {
      assertThat(app.get("/bake/pretzel").body()).isEqualTo("baked pretzel\n");

      String all = "";
      for (String push = ""; push != null && !all.contains("baked pretzel as number 1"); ) {
        push = pushed.poll(10, TimeUnit.SECONDS);
        all += push;
      }
      assertThat(all).contains("baked pretzel as number 1", "\"app\":\"bakery\"");
    } finally {
      loki.stop(0);
    }
  }

  @Test
  void simpleclientApp_showsCounterGaugeAndHistogram() {
    try (RunningSample app =
        RunningSample.jar(
            "simpleclient-app/target/simpleclient-app.jar",
            Map.of("PORT", "0"),
            "--metrics-port=0")) {
      assertThat(app.get("/grind/spelt").statusCode()).isEqualTo(200);
      assertThat(app.get("/grind/sand").statusCode()).isEqualTo(404);
      String metricsUrl =
          app.lines().stream()
              .filter(line -> line.contains("metrics on "))
              .map(line -> line.substring(line.indexOf("http://")))
              .findFirst()
              .orElseThrow();

      String metrics =
          RunningSample.send(HttpRequest.newBuilder(URI.create(metricsUrl)).GET()).body();

      assertThat(metrics)
          .contains("mill_ground_total{grain=\"spelt\",} 1.0")
          .contains("# TYPE mill_requests_in_progress gauge")
          .contains("# TYPE mill_grind_seconds histogram");
    }
  }
}
