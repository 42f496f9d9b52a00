/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.sender;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.braid.otlp.ExportResponse;
import dev.braid.otlp.RpcStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class OtlpHttpSenderIT {
  private static final byte[] BODY = "0123456789".getBytes(ISO_8859_1);
  private static final String PROTOBUF = "\r\nContent-Type: application/x-protobuf";

  private static SenderSettings.Builder settings(ScriptedServer server) {
    return SenderSettings.builder(server.url("http")).timeoutMillis(5_000);
  }

  private static SendOutcome send(OtlpHttpSender sender) {
    return sender.send(BODY, 2, 5);
  }

  private static SendOutcome sendOnce(ScriptedServer.Step step) throws IOException {
    try (ScriptedServer server = new ScriptedServer(step);
        OtlpHttpSender sender = new OtlpHttpSender(settings(server).build())) {
      return send(sender);
    }
  }

  @Test
  void requests_shareOneConnection_andCarryHeadersAndBody() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                c -> {
                  c.readRequest().answer("200 OK" + PROTOBUF, "");
                  c.readRequest().answer("200 OK" + PROTOBUF, "");
                  c.awaitClose();
                });
        OtlpHttpSender sender =
            new OtlpHttpSender(settings(server).header("X-Scope-OrgID", "shop").build())) {
      assertThat(send(sender)).isInstanceOf(SendOutcome.Delivered.class);
      assertThat(send(sender).isDelivered()).isTrue();

      ScriptedServer.Request request = server.requests().get(1);
      assertThat(request.body).isEqualTo("23456".getBytes(ISO_8859_1));
      assertThat(request.head)
          .startsWith("POST /v1/traces?x=1 HTTP/1.1\r\nHost: localhost:")
          .contains("\r\nX-Scope-OrgID: shop\r\n")
          .contains("\r\nContent-Type: application/x-protobuf\r\n")
          .doesNotContain("gzip");
    }
  }

  @Test
  void gzip_isReadByTheJdk_overAndOver() throws Exception {
    byte[] large = new byte[300_000];
    new Random(1).nextBytes(large);
    byte[][] bodies = {new byte[0], BODY, large, "a".repeat(100_000).getBytes(ISO_8859_1)};
    try (ScriptedServer server =
            new ScriptedServer(
                c -> {
                  for (int i = 0; i < bodies.length; i++) {
                    c.readRequest().answer("200 OK", "");
                  }
                });
        OtlpHttpSender sender = new OtlpHttpSender(settings(server).gzip().build())) {
      for (int i = 0; i < bodies.length; i++) {
        assertThat(sender.send(bodies[i], 0, bodies[i].length).isDelivered()).isTrue();

        ScriptedServer.Request request = server.requests().get(i);
        assertThat(request.head).contains("\r\nContent-Encoding: gzip\r\n");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(request.body)).readAllBytes())
            .isEqualTo(bodies[i]);
      }
    }
  }

  @Test
  void partialSuccess_isTold() throws Exception {
    String body = new String(new ExportResponse(3, "no name").toProto(), ISO_8859_1);

    SendOutcome outcome = sendOnce(c -> c.readRequest().answer("200 OK" + PROTOBUF, body));

    assertThat(outcome)
        .asInstanceOf(type(SendOutcome.PartiallyRejected.class))
        .satisfies(
            partial -> {
              assertThat(partial.rejectedItems()).isEqualTo(3);
              assertThat(partial.message()).isEqualTo("no name");
            });
  }

  @Test
  void chunkedAnswer_isRead_andTheConnectionLivesOn() throws Exception {
    String proto = new String(new ExportResponse(1, "x").toProto(), ISO_8859_1);
    String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked" + PROTOBUF + "\r\n\r\n";
    String first = Integer.toHexString(2) + ";ext=1\r\n" + proto.substring(0, 2) + "\r\n";
    String rest =
        Integer.toHexString(proto.length() - 2)
            + "\r\n"
            + proto.substring(2)
            + "\r\n0\r\nT: 1\r\n\r\n";
    try (ScriptedServer server =
            new ScriptedServer(
                c -> {
                  c.readRequest().write(head).write(first).write(rest);
                  c.readRequest().write("HTTP/1.1 100 Continue\r\n\r\n").answer("200 OK", "");
                });
        OtlpHttpSender sender = new OtlpHttpSender(settings(server).build())) {
      assertThat(send(sender)).isInstanceOf(SendOutcome.PartiallyRejected.class);
      assertThat(send(sender)).isInstanceOf(SendOutcome.Delivered.class);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void busyServer_isRetryable_afterTheTimeItNames(int status) throws Exception {
    SendOutcome outcome =
        sendOnce(c -> c.readRequest().answer(status + " Busy\r\nRetry-After: 7", "full"));

    assertThat(outcome)
        .asInstanceOf(type(SendOutcome.Retryable.class))
        .satisfies(
            retryable -> {
              assertThat(retryable.retryAfterMillis()).isEqualTo(7_000);
              assertThat(retryable.message()).isEqualTo("HTTP " + status + ": full");
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 404, 413, 500})
  void otherStatus_isRejected_withTheServersWords(int status) throws Exception {
    String body = new String(RpcStatus.of(3, "bad\nspan").toProto(), ISO_8859_1);

    SendOutcome outcome = sendOnce(c -> c.readRequest().answer(status + " No" + PROTOBUF, body));

    assertThat(outcome)
        .asInstanceOf(type(SendOutcome.Rejected.class))
        .satisfies(
            rejected -> {
              assertThat(rejected.status()).isEqualTo(status);
              assertThat(rejected.message()).startsWith("HTTP " + status + ": ");
              assertThat(rejected.message()).doesNotContain("\n");
            });
  }

  @Test
  void connectionThatTheServerClosed_isReplacedOnce() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                c -> c.readRequest().answer("200 OK", ""),
                c -> c.readRequest().answer("200 OK", ""));
        OtlpHttpSender sender = new OtlpHttpSender(settings(server).build())) {
      assertThat(send(sender).isDelivered()).isTrue();
      assertThat(send(sender).isDelivered()).isTrue();
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void closeHeader_isObeyed() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                c -> {
                  c.readRequest().answer("200 OK\r\nConnection: close", "");
                  c.awaitClose();
                },
                c -> c.readRequest().answer("200 OK", ""));
        OtlpHttpSender sender = new OtlpHttpSender(settings(server).build())) {
      assertThat(send(sender).isDelivered()).isTrue();
      assertThat(send(sender).isDelivered()).isTrue();
    }
  }

  @Test
  void freshConnectionThatCloses_isNotSentTwice() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.Connection::readRequest, c -> c.readRequest().answer("200 OK", ""));
        OtlpHttpSender sender = new OtlpHttpSender(settings(server).build())) {
      assertThat(send(sender).isRetryable()).isTrue();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage\r\n\r\n",
        "HTTP/2.0 200 OK\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxxxx",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        "HTTP/1.1 200",
        ""
      })
  void unusableAnswer_isRetryable(String answer) throws Exception {
    assertThat(sendOnce(c -> c.readRequest().write(answer)).isRetryable()).isTrue();
  }

  @Test
  void endlessHead_andEndlessInterimAnswers_areCut() throws Exception {
    String line = "X: " + "y".repeat(1000) + "\r\n";

    assertThat(sendOnce(c -> c.readRequest().write("HTTP/1.1 200 OK\r\n" + line.repeat(30))))
        .hasToString("Retryable: IOException: the answer's head is longer than 16384 bytes");
    assertThat(
            sendOnce(c -> c.readRequest().write("HTTP/1.1 100 Continue\r\n\r\n".repeat(50)))
                .message())
        .contains("interim");
  }

  @Test
  void largeAnswer_isReadUpToTheBound_andStillTellsTheStatus() throws Exception {
    SendOutcome outcome = sendOnce(c -> c.readRequest().answer("400 Bad", "z".repeat(1 << 20)));

    assertThat(outcome).isInstanceOf(SendOutcome.Rejected.class);
    assertThat(outcome.message()).hasSizeLessThan(300);
  }

  @Test
  void answerUntilClose_isRead() throws Exception {
    assertThat(sendOnce(c -> c.readRequest().write("HTTP/1.0 400 Bad\r\n\r\nwhy")).message())
        .isEqualTo("HTTP 400: why");
  }

  @Test
  void slowServer_endsWithTheDeadline_evenAtOneByteNowAndThen() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (ScriptedServer server =
            new ScriptedServer(
                c -> {
                  c.readRequest();
                  for (int i = 0; i < 1000; i++) {
                    c.write(i == 0 ? "HTTP/1.1 200 OK\r\nX: " : "y");
                    never.await(20, java.util.concurrent.TimeUnit.MILLISECONDS);
                  }
                });
        OtlpHttpSender sender = new OtlpHttpSender(settings(server).timeoutMillis(300).build())) {
      long start = System.nanoTime();

      SendOutcome outcome = send(sender);

      assertThat(outcome.isRetryable()).isTrue();
      assertThat(outcome.message()).contains("SocketTimeoutException");
      assertThat(System.nanoTime() - start).isBetween(250_000_000L, 5_000_000_000L);
    }
  }

  @Test
  void silentPeer_isEndedByTheSecondThread_whileWritingBlocks() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    byte[] huge = new byte[32 << 20];
    try (ScriptedServer server = new ScriptedServer(c -> done.await());
        OtlpHttpSender sender = new OtlpHttpSender(settings(server).timeoutMillis(200).build())) {
      Thread ticker =
          new Thread(
              () -> {
                while (!sender.abortIfOverdue()) {
                  Thread.onSpinWait();
                }
              });
      ticker.setDaemon(true);
      ticker.start();

      SendOutcome outcome = sender.send(huge, 0, huge.length);

      assertThat(outcome.isRetryable()).isTrue();
      done.countDown();
    }
  }

  @Test
  void nobodyListening_isRetryable() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (OtlpHttpSender sender =
        new OtlpHttpSender(SenderSettings.builder("http://localhost:" + port + "/").build())) {
      assertThat(send(sender).message()).startsWith("ConnectException");
    }
  }

  @Test
  void closedSender_sendsNothing() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      OtlpHttpSender sender = new OtlpHttpSender(settings(server).build());
      sender.close();

      assertThat(send(sender)).hasToString("Retryable: the sender is closed");
    }
  }
}
