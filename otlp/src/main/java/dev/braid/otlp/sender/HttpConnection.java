/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.sender;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One socket and its buffers. Owned by the sender's thread, but for {@link #close()} and {@link
 * #closeIfOverdue()}.
 */
final class HttpConnection {
  private static final int BUFFER_BYTES = 8 << 10;

  /** Longest decimal number of bytes plus the end of the head. */
  private static final int HEAD_TAIL_BYTES = 16;

  private final Socket socket;
  private final InputStream input;
  private final OutputStream output;
  private final byte[] inputBuffer = new byte[BUFFER_BYTES];
  private final HttpResponseReader reader;
  private byte[] outputBuffer = new byte[BUFFER_BYTES];
  private int inputPosition;
  private int inputLimit;
  private int exchanges;
  private boolean isAnswerStarted;
  private volatile @Nullable Deadline deadline;

  private HttpConnection(Socket socket, SenderSettings settings) throws IOException {
    this.socket = socket;
    this.input = socket.getInputStream();
    this.output = socket.getOutputStream();
    this.reader = new HttpResponseReader(this, settings.maxResponseBytes);
  }

  /** Connects to the first of the host's addresses that answers. */
  static HttpConnection open(SenderSettings settings, Deadline deadline) throws IOException {
    InetAddress[] addresses = InetAddress.getAllByName(settings.endpoint.host);
    IOException failure = null;
    for (int i = 0; i < addresses.length; i++) {
      try {
        return open(settings, deadline, addresses[i]);
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure == null ? new IOException("the host has no address") : failure;
  }

  private static HttpConnection open(
      SenderSettings settings, Deadline deadline, InetAddress address) throws IOException {
    Endpoint endpoint = settings.endpoint;
    // The application's proxy settings are not ours.
    Socket socket = new Socket(Proxy.NO_PROXY);
    try {
      socket.setTcpNoDelay(true);
      int timeout = Math.min(settings.connectTimeoutMillis, deadline.remainingMillis());
      socket.connect(new InetSocketAddress(address, endpoint.port), timeout);
      socket.setSoTimeout(deadline.remainingMillis());
      Socket secured = endpoint.isTls ? secure(socket, settings) : socket;
      return new HttpConnection(secured, settings);
    } catch (IOException | RuntimeException e) {
      closeQuietly(socket);
      throw e;
    }
  }

  private static Socket secure(Socket socket, SenderSettings settings) throws IOException {
    SSLSocketFactory factory = settings.sslSocketFactory;
    if (factory == null) {
      factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    }
    Endpoint endpoint = settings.endpoint;
    SSLSocket secured =
        (SSLSocket) factory.createSocket(socket, endpoint.host, endpoint.port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  void startExchange(Deadline until) {
    deadline = until;
    isAnswerStarted = false;
    exchanges++;
  }

  /** Whether {@code e} says that the server had closed a connection we believed to be open. */
  boolean isStale(IOException e) {
    return exchanges > 1 && !isAnswerStarted && !(e instanceof SocketTimeoutException);
  }

  /** Writes a request: the head up to the length, the length, the body; small ones in one go. */
  void write(byte[] head, byte[] body, int offset, int length) throws IOException {
    if (outputBuffer.length < head.length + HEAD_TAIL_BYTES) {
      outputBuffer = new byte[head.length + HEAD_TAIL_BYTES + BUFFER_BYTES];
    }
    System.arraycopy(head, 0, outputBuffer, 0, head.length);
    int size = HttpText.putHeadEnd(length, outputBuffer, head.length);
    if (length <= outputBuffer.length - size) {
      System.arraycopy(body, offset, outputBuffer, size, length);
      output.write(outputBuffer, 0, size + length);
    } else {
      output.write(outputBuffer, 0, size);
      output.write(body, offset, length);
    }
    output.flush();
  }

  HttpResponse readResponse() throws IOException {
    HttpResponse response = reader.read();
    // Bytes after the answer belong to nothing that was asked.
    response.keepsAlive &= inputPosition == inputLimit;
    deadline = null;
    return response;
  }

  /** The next byte of the answer, or -1 at the end of the stream. */
  int read() throws IOException {
    if (inputPosition == inputLimit && !fill()) {
      return -1;
    }
    return inputBuffer[inputPosition++] & 0xff;
  }

  /** Up to {@code count} bytes of the answer; their number, or -1 at the end of the stream. */
  int read(byte[] target, int offset, int count) throws IOException {
    if (inputPosition == inputLimit && !fill()) {
      return -1;
    }
    int available = Math.min(count, inputLimit - inputPosition);
    System.arraycopy(inputBuffer, inputPosition, target, offset, available);
    inputPosition += available;
    return available;
  }

  private boolean fill() throws IOException {
    Deadline until = deadline;
    if (until != null) {
      socket.setSoTimeout(until.remainingMillis());
    }
    int read = input.read(inputBuffer, 0, inputBuffer.length);
    inputPosition = 0;
    inputLimit = Math.max(0, read);
    isAnswerStarted |= read > 0;
    return read > 0;
  }

  boolean closeIfOverdue() {
    Deadline until = deadline;
    if (until == null || !until.isOver()) {
      return false;
    }
    close();
    return true;
  }

  void close() {
    closeQuietly(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // The connection is given up; there is nobody left to tell.
    }
  }
}
