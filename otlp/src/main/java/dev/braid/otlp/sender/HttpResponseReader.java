/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.sender;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads HTTP/1.1 answers with a bound on everything: the head, the number of interim answers, the
 * body. Owned by one connection.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>
 */
final class HttpResponseReader {
  /** What common servers allow for a head. */
  private static final int MAX_HEAD_BYTES = 16 << 10;

  /** 100 and 103 come once each; more is a server that does not get to the point. */
  private static final int MAX_INTERIM_ANSWERS = 8;

  private static final int MAX_CHUNK_LINE_BYTES = 1024;

  private final HttpConnection source;
  private final int maxBodyBytes;
  private final StringBuilder line = new StringBuilder(128);
  private int headBytesLeft;

  HttpResponseReader(HttpConnection source, int maxBodyBytes) {
    this.source = source;
    this.maxBodyBytes = maxBodyBytes;
  }

  HttpResponse read() throws IOException {
    for (int i = 0; i < MAX_INTERIM_ANSWERS; i++) {
      HttpResponse response = readHead();
      if (response.status >= 200) {
        readBody(response);
        return response;
      }
    }
    throw new IOException("only interim answers");
  }

  private HttpResponse readHead() throws IOException {
    headBytesLeft = MAX_HEAD_BYTES;
    String status = readLine();
    boolean isModern = status.startsWith("HTTP/1.1 ");
    if ((!isModern && !status.startsWith("HTTP/1.0 "))
        || status.length() < 12
        || (status.length() > 12 && status.charAt(12) != ' ')) {
      throw new IOException("the answer is not HTTP/1.1");
    }
    int code = (int) HttpText.parseNumber(status.substring(9, 12), 10, 999);
    if (code < 100) {
      throw new IOException("the answer's status is not a number");
    }
    HttpResponse response = new HttpResponse(code, isModern);
    for (String header = readLine(); !header.isEmpty(); header = readLine()) {
      int colon = header.indexOf(':');
      if (colon <= 0) {
        throw new IOException("the answer has a header without a colon");
      }
      String name = header.substring(0, colon).toLowerCase(Locale.ROOT);
      readHeader(response, name, header.substring(colon + 1).trim());
    }
    return response;
  }

  private static void readHeader(HttpResponse response, String name, String value)
      throws IOException {
    switch (name) {
      case "content-type":
        response.contentType = value.toLowerCase(Locale.ROOT);
        break;
      case "retry-after":
        response.retryAfter = value;
        break;
      case "content-length":
        long length = HttpText.parseNumber(value, 10, Long.MAX_VALUE >> 8);
        if (length < 0 || (response.contentLength >= 0 && response.contentLength != length)) {
          throw new IOException("the answer's Content-Length is not one number");
        }
        response.contentLength = length;
        break;
      case "transfer-encoding":
        if (!value.equalsIgnoreCase("chunked")) {
          throw new IOException("the answer's Transfer-Encoding is not 'chunked'");
        }
        response.isChunked = true;
        break;
      case "connection":
        String options = value.toLowerCase(Locale.ROOT);
        response.keepsAlive =
            options.contains("keep-alive") || (response.keepsAlive && !options.contains("close"));
        break;
      default:
    }
  }

  private void readBody(HttpResponse response) throws IOException {
    if (response.isChunked) {
      response.keepsAlive &= response.contentLength < 0;
      readChunks(response);
    } else if (response.hasBody()) {
      boolean untilClose = response.contentLength < 0;
      response.keepsAlive &= !untilClose;
      readBytes(response, untilClose ? Long.MAX_VALUE : response.contentLength, untilClose);
    }
  }

  private void readChunks(HttpResponse response) throws IOException {
    headBytesLeft = MAX_HEAD_BYTES + maxBodyBytes;
    while (true) {
      String size = readLine();
      int extension = size.indexOf(';');
      String digits = extension < 0 ? size : size.substring(0, extension);
      long length = HttpText.parseNumber(digits.trim(), 16, Long.MAX_VALUE >> 8);
      if (length < 0 || size.length() > MAX_CHUNK_LINE_BYTES) {
        throw new IOException("the answer has a chunk without a size");
      }
      if (length == 0) {
        break;
      }
      if (!readBytes(response, length, false)) {
        return;
      }
      if (!readLine().isEmpty()) {
        throw new IOException("the answer has a chunk longer than its size");
      }
    }
    while (!readLine().isEmpty()) {
      // Trailers carry nothing that a sender needs.
    }
  }

  /** Appends to the body; false where the bound cut it, after which the connection is of no use. */
  private boolean readBytes(HttpResponse response, long count, boolean untilClose)
      throws IOException {
    long left = count;
    while (left > 0) {
      int room = maxBodyBytes - response.bodyLength;
      if (room == 0) {
        response.keepsAlive = false;
        return false;
      }
      if (response.bodyLength == response.body.length) {
        int larger = Math.max(256, 2 * response.body.length);
        response.body = Arrays.copyOf(response.body, Math.min(maxBodyBytes, larger));
      }
      int wanted = (int) Math.min(left, response.body.length - response.bodyLength);
      int read = source.read(response.body, response.bodyLength, wanted);
      if (read < 0) {
        if (untilClose) {
          return true;
        }
        throw new IOException("the answer ends early");
      }
      response.bodyLength += read;
      left -= read;
    }
    return true;
  }

  private String readLine() throws IOException {
    line.setLength(0);
    while (true) {
      int next = source.read();
      if (next == '\n') {
        int length = line.length();
        boolean hasReturn = length > 0 && line.charAt(length - 1) == '\r';
        return line.substring(0, hasReturn ? length - 1 : length);
      }
      if (next < 0) {
        throw new IOException("the connection was closed before the answer was complete");
      }
      if (--headBytesLeft < 0) {
        throw new IOException("the answer's head is longer than " + MAX_HEAD_BYTES + " bytes");
      }
      line.append((char) next);
    }
  }
}
