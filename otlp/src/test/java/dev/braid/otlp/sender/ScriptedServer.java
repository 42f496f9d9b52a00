/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.sender;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A raw socket server: each connection is handled by the next step of a script, in order. */
final class ScriptedServer implements Closeable {
  /** What the server does with one connection. */
  interface Step {
    void handle(Connection connection) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final Thread thread;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Throwable> faults = new CopyOnWriteArrayList<>();

  ScriptedServer(Step... steps) throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), steps);
  }

  ScriptedServer(ServerSocket socket, Step... steps) {
    this.socket = socket;
    thread =
        new Thread(
            () -> {
              for (Step step : steps) {
                try (Socket accepted = socket.accept()) {
                  accepted.setTcpNoDelay(true);
                  step.handle(new Connection(accepted));
                } catch (IOException | InterruptedException e) {
                  // The client went away or the test is over, which some tests want.
                } catch (Throwable e) {
                  faults.add(e);
                }
              }
            },
            "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  String url(String scheme) {
    return scheme + "://localhost:" + socket.getLocalPort() + "/v1/traces?x=1";
  }

  List<Request> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    thread.interrupt();
    if (!faults.isEmpty()) {
      throw new IOException("the script failed", faults.get(0));
    }
  }

  /** One request as it came. */
  static final class Request {
    final String head;
    final byte[] body;

    Request(String head, byte[] body) {
      this.head = head;
      this.body = body;
    }
  }

  /** The server's side of a connection. */
  final class Connection {
    final Socket accepted;
    private final InputStream input;
    private final OutputStream output;

    Connection(Socket accepted) throws IOException {
      this.accepted = accepted;
      this.input = accepted.getInputStream();
      this.output = accepted.getOutputStream();
    }

    Connection readRequest() throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int next = input.read();
        if (next < 0) {
          throw new IOException("closed");
        }
        head.write(next);
      }
      String text = head.toString(StandardCharsets.ISO_8859_1);
      int at = text.indexOf("Content-Length: ") + 16;
      int length = Integer.parseInt(text.substring(at, text.indexOf('\r', at)));
      requests.add(new Request(text, input.readNBytes(length)));
      return this;
    }

    Connection write(String text) throws IOException {
      return write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Connection write(byte[] bytes) throws IOException {
      output.write(bytes);
      output.flush();
      return this;
    }

    Connection answer(String statusAndHeaders, String body) throws IOException {
      return write(
          "HTTP/1.1 "
              + statusAndHeaders
              + "\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
    }

    /** Waits until the client closes. */
    void awaitClose() throws IOException {
      while (input.read() >= 0) {
        // Whatever still comes is not of interest.
      }
    }
  }
}
