/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that are slow, silent, half gone or too many, on raw sockets. */
@Timeout(60)
final class ConnectionLimitsIT {
  private static final String HEAD =
      "POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-protobuf\r\n";
  private static final String WHOLE = HEAD + "Content-Length: 0\r\n\r\n";
  private static final Duration SOON = Duration.ofSeconds(20);

  /** How often a slow client sends a byte: far more often than any timeout here. */
  private static final int BYTE_MILLIS = 30;

  @Test
  void headThatComesByteByByte_isCutOff() throws IOException {
    try (RunningReceiver receiver = http("read_header_timeout: 400ms");
        Client client = new Client(receiver)) {
      assertThat(client.trickle(HEAD.repeat(20))).as("answer").isEmpty();
    }
  }

  @Test
  void laterHeadThatComesByteByByte_isCutOffAsIdle() throws IOException {
    try (RunningReceiver receiver = http("idle_timeout: 1s");
        Client client = new Client(receiver)) {
      client.write(WHOLE);
      assertThat(client.readSome()).startsWith("HTTP/1.1 200");

      assertThat(client.trickle(HEAD.repeat(20))).as("answer").isEmpty();
    }
  }

  @Test
  void bodyThatComesByteByByte_isCutOffWithARetryableAnswer() throws IOException {
    try (RunningReceiver receiver = http("read_timeout: 400ms");
        Client client = new Client(receiver)) {
      client.write(HEAD + "Content-Length: 100000\r\n\r\n");

      assertThat(client.trickle("x".repeat(10_000))).startsWith("HTTP/1.1 503");
      assertThat(receiver.taken()).isEmpty();
    }
  }

  @Test
  void silentClient_isCutOff() throws IOException {
    try (RunningReceiver receiver = http("read_header_timeout: 200ms");
        Client client = new Client(receiver)) {
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void clientThatFallsSilentAfterARequest_isCutOff() throws IOException {
    try (RunningReceiver receiver = http("idle_timeout: 1s");
        Client client = new Client(receiver)) {
      client.write(WHOLE);

      assertThat(client.readToEnd()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void requestDoneInTime_outlivesTheDeadlineForTheFirst() throws IOException {
    try (RunningReceiver receiver = http("read_header_timeout: 1s");
        Client client = new Client(receiver);
        Client silent = new Client(receiver)) {
      client.write(WHOLE);
      assertThat(client.readSome()).startsWith("HTTP/1.1 200");

      // The other connection was opened later, so that its end proves that the time is over.
      silent.readToEnd();
      client.write(WHOLE);

      assertThat(client.readSome()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void halfClosedInTheMiddleOfABody_isLetGoAtOnce() throws IOException {
    try (RunningReceiver receiver = http("read_timeout: 50s");
        Client client = new Client(receiver)) {
      client.write(HEAD + "Content-Length: 1000\r\n\r\nhalf");
      client.socket.shutdownOutput();

      client.readToEnd();

      assertThat(receiver.taken()).isEmpty();
    }
  }

  @Test
  void endlessHead_isRefused() throws IOException {
    try (RunningReceiver receiver = http("read_header_timeout: 50s");
        Client client = new Client(receiver)) {
      client.write(HEAD + "X-Long: " + "y".repeat(40_000) + "\r\n\r\n");

      assertThat(client.readToEnd()).startsWith("HTTP/1.1 431");
    }
  }

  @Test
  void oneConnectionTooMany_isClosed_andRoomIsReused() throws IOException {
    try (RunningReceiver receiver = http("max_connections: 2");
        Client first = new Client(receiver);
        Client second = new Client(receiver)) {
      for (Client client : new Client[] {first, second}) {
        client.write(WHOLE);
        assertThat(client.readSome()).startsWith("HTTP/1.1 200");
      }

      try (Client third = new Client(receiver)) {
        assertThat(third.readToEnd()).isEmpty();
      }
      first.write(WHOLE.replace("Host", "Connection: close\r\nHost"));
      assertThat(first.readToEnd()).startsWith("HTTP/1.1 200");
      assertThat(answerOnceThereIsRoom(receiver)).startsWith("HTTP/1.1 200");
    }
  }

  private static String answerOnceThereIsRoom(RunningReceiver receiver) throws IOException {
    long end = System.nanoTime() + SOON.toNanos();
    String answer = "";
    while (answer.isEmpty() && System.nanoTime() < end) {
      try (Client client = new Client(receiver)) {
        client.write(WHOLE);
        answer = client.readSome();
      }
    }
    return answer;
  }

  @Test
  void silentGrpcClient_isCutOff() throws IOException {
    String keepalive = "keepalive: {server_parameters: {max_connection_idle: 300ms}}";
    try (RunningReceiver receiver =
            new RunningReceiver("protocols: {grpc: {endpoint: '127.0.0.1:0', " + keepalive + "}}");
        Client silent = new Client(receiver);
        Client prefaced = new Client(receiver)) {
      // The preface and empty settings: an HTTP/2 connection on which nothing is asked.
      prefaced.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");

      assertThat(silent.readToEnd()).isEmpty();
      assertThat(prefaced.readToEnd()).as("its own settings").isNotEmpty();
    }
  }

  private static RunningReceiver http(String settings) throws IOException {
    return new RunningReceiver("protocols: {http: {endpoint: '127.0.0.1:0', " + settings + "}}");
  }

  /** A client that is in no hurry; each of its waits ends with the server's close, or fails. */
  private static final class Client implements AutoCloseable {
    private final Socket socket;

    private Client(RunningReceiver receiver) throws IOException {
      socket = new Socket("127.0.0.1", receiver.port());
    }

    private void write(String text) throws IOException {
      try {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      } catch (SocketException e) {
        // Closed by the server; what it said is read all the same.
      }
    }

    /** One byte at a time until the server closes; what it answered. */
    private String trickle(String text) throws IOException {
      StringBuilder answer = new StringBuilder();
      long end = System.nanoTime() + SOON.toNanos();
      for (int at = 0; at < text.length(); at++) {
        write(text.substring(at, at + 1));
        if (read(answer, BYTE_MILLIS)) {
          return answer.toString();
        }
        assertThat(System.nanoTime()).as("time of the cut").isLessThan(end);
      }
      throw new AssertionError("not cut off after " + text.length() + " bytes");
    }

    private String readToEnd() throws IOException {
      StringBuilder answer = new StringBuilder();
      long end = System.nanoTime() + SOON.toNanos();
      while (!read(answer, BYTE_MILLIS)) {
        assertThat(System.nanoTime()).as("time of the close").isLessThan(end);
      }
      return answer.toString();
    }

    private String readSome() throws IOException {
      StringBuilder answer = new StringBuilder();
      long end = System.nanoTime() + SOON.toNanos();
      while (answer.isEmpty() && !read(answer, BYTE_MILLIS) && System.nanoTime() < end) {}
      return answer.toString();
    }

    /** True at the end of the connection. */
    private boolean read(StringBuilder answer, int millis) throws IOException {
      socket.setSoTimeout(millis);
      byte[] buffer = new byte[8192];
      try {
        int count = socket.getInputStream().read(buffer);
        if (count > 0) {
          answer.append(new String(buffer, 0, count, ISO_8859_1));
        }
        return count < 0;
      } catch (SocketTimeoutException e) {
        return false;
      } catch (SocketException e) {
        return true; // Reset: the server closed while bytes were on their way to it.
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
