/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a browser asks before and while a page sends. */
@Timeout(60)
final class CorsIT {
  private static final String CORS =
      "cors: {allowed_origins: ['https://*.example.com', 'http://localhost:3000'],"
          + " allowed_headers: [X-Tenant], max_age: 7200}";
  private static final String ORIGIN = "access-control-allow-origin";

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void allowedPage_mayAsk_andMaySend() throws Exception {
    try (RunningReceiver receiver = receiver(CORS)) {
      HttpResponse<String> asked = ask(receiver, "https://shop.example.com");
      HttpResponse<String> sent = send(receiver, "http://localhost:3000");

      assertThat(asked.statusCode()).isEqualTo(200);
      assertThat(header(asked, ORIGIN)).isEqualTo("https://shop.example.com");
      assertThat(header(asked, "access-control-allow-methods")).contains("POST");
      assertThat(header(asked, "access-control-allow-headers"))
          .containsIgnoringCase("x-tenant")
          .containsIgnoringCase("content-type");
      assertThat(header(asked, "access-control-max-age")).isEqualTo("7200");
      assertThat(sent.statusCode()).isEqualTo(200);
      assertThat(header(sent, ORIGIN)).isEqualTo("http://localhost:3000");
    }
  }

  @Test
  void otherPage_isNotAllowed() throws Exception {
    try (RunningReceiver receiver = receiver(CORS)) {
      for (String origin :
          new String[] {
            "https://example.com.evil.org", "http://shop.example.com", "http://localhost:30001"
          }) {
        assertThat(header(ask(receiver, origin), ORIGIN)).as(origin).isEmpty();
        assertThat(header(send(receiver, origin), ORIGIN)).as(origin).isEmpty();
      }
    }
  }

  @Test
  void anyPage_isAllowedWithoutItsCredentials() throws Exception {
    try (RunningReceiver receiver = receiver("cors: {allowed_origins: ['*']}")) {
      HttpResponse<String> asked = ask(receiver, "https://a.example");

      assertThat(header(asked, ORIGIN)).isEqualTo("*");
      assertThat(header(asked, "access-control-allow-credentials")).isEmpty();
    }
  }

  @Test
  void withoutCors_noPageIsAllowed() throws Exception {
    try (RunningReceiver receiver = receiver("max_connections: 10")) {
      HttpResponse<String> asked = ask(receiver, "https://shop.example.com");

      assertThat(asked.statusCode()).isEqualTo(405);
      assertThat(header(asked, ORIGIN)).isEmpty();
    }
  }

  private static RunningReceiver receiver(String settings) throws IOException {
    return new RunningReceiver("protocols: {http: {endpoint: '127.0.0.1:0', " + settings + "}}");
  }

  private HttpResponse<String> ask(RunningReceiver receiver, String origin) throws Exception {
    return exchange(
        request(receiver, origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "content-type,x-tenant")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
  }

  private HttpResponse<String> send(RunningReceiver receiver, String origin) throws Exception {
    return exchange(
        request(receiver, origin)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}")));
  }

  private static HttpRequest.Builder request(RunningReceiver receiver, String origin) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receiver.port() + "/v1/traces"))
        .version(HttpClient.Version.HTTP_1_1)
        .timeout(Duration.ofSeconds(20))
        .header("Origin", origin);
  }

  private HttpResponse<String> exchange(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
