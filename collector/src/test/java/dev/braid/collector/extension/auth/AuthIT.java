/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.extension.auth;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.braid.collector.component.Extension;
import dev.braid.collector.receiver.OtlpReceiverFactory;
import dev.braid.collector.receiver.ReceiverFixture;
import dev.braid.collector.receiver.zipkin.ZipkinReceiverFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuthIT {
  private static final String BCRYPT =
      BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(4, "apple".toCharArray());

  /** What {@code htpasswd -s} writes for the password "pear". */
  private static final String SHA = "{SHA}" + sha("pear");

  private static final String SPAN = "[{\"traceId\":\"1\",\"id\":\"2\"}]";

  @TempDir Path folder;

  @Test
  void basicAuth_letsInWhoKnowsAPassword_andChallengesOthers() throws Exception {
    Htpasswd users = Htpasswd.of("ann:" + BCRYPT + "\n# comment\nbob:" + SHA);

    try (ReceiverFixture receiver = zipkin(new BasicAuth(users))) {
      assertThat(post(receiver, basic("ann:apple")).statusCode()).isEqualTo(202);
      assertThat(post(receiver, basic("bob:pear")).statusCode()).isEqualTo(202);
      for (String wrong : List.of("ann:pear", "eve:apple", "ann", "")) {
        HttpResponse<String> answer = post(receiver, basic(wrong));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("www-authenticate"))
            .hasValue("Basic realm=\"braid\"");
      }
      assertThat(receiver.batches).hasSize(2);
      assertThat(receiver.metrics())
          .contains("otelcol_receiver_unauthenticated_requests_total{receiver=\"zipkin\"} 4");
    }
    assertThat(users.toString()).isEqualTo("2 users");
  }

  @Test
  void tokenFile_isReadAgainWhenItChanges() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "one\n");
    BearerTokenAuth auth = new BearerTokenAuth("Authorization", "Bearer", TokenFile.open(file));

    try (ReceiverFixture receiver = zipkin(auth)) {
      assertThat(post(receiver, "Bearer one").statusCode()).isEqualTo(202);
      assertThat(post(receiver, "Bearer three").statusCode()).isEqualTo(401);
      Files.writeString(file, "three\n");

      assertThat(post(receiver, "Bearer three").statusCode()).isEqualTo(202);
      assertThat(post(receiver, "Bearer one").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void grpc_isAnsweredAsUnauthenticated() throws Exception {
    BearerTokenAuth auth = new BearerTokenAuth("Authorization", "Bearer", () -> List.of("one"));
    String yaml = "protocols: {grpc: {endpoint: '127.0.0.1:0', auth: {authenticator: keeper}}}";

    try (ReceiverFixture receiver =
        new ReceiverFixture(new OtlpReceiverFactory(), yaml, name -> Optional.of(auth))) {
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_2)
              .build()
              .send(
                  HttpRequest.newBuilder(
                          URI.create(
                              "http://127.0.0.1:"
                                  + receiver.port()
                                  + "/opentelemetry.proto.collector.trace.v1.TraceService/Export"))
                      .header("content-type", "application/grpc")
                      .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[5]))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("grpc-status")).hasValue("16");
    }
  }

  @Test
  void unknownHashes_areFaults_thatShowNoSecret() {
    assertThat(Htpasswd.firstFault("ann:" + BCRYPT + "\nbob:plain"))
        .hasValueSatisfying(
            fault -> assertThat(fault).startsWith("line 2").doesNotContain("plain"));
    assertThat(Htpasswd.firstFault("")).isEmpty();
  }

  private static ReceiverFixture zipkin(Extension auth) throws IOException {
    return new ReceiverFixture(
        new ZipkinReceiverFactory(),
        "{endpoint: '127.0.0.1:0', auth: {authenticator: keeper}}",
        name -> Optional.of(auth).filter(found -> name.equals("keeper")));
  }

  private static HttpResponse<String> post(ReceiverFixture receiver, String authorization)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + receiver.port() + "/api/v2/spans"))
                .header("content-type", "application/json")
                .header("authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(SPAN))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha(String password) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              java.security.MessageDigest.getInstance("SHA-1")
                  .digest(password.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
