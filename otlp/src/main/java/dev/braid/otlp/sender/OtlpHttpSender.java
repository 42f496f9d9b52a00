/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.sender;

import dev.braid.otlp.ExportResponse;
import dev.braid.otlp.RpcStatus;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A blocking OTLP/HTTP client: protobuf over HTTP/1.1 on one plain (or TLS) socket that is kept
 * alive. Owned by one thread; {@link #close()} and {@link #abortIfOverdue()} may come from another
 * and end a request that is under way.
 *
 * <p>It does one request at a time and neither queues nor retries, but for a kept connection that
 * the server had closed in the meantime: then the request is sent again once on a fresh one.
 */
public final class OtlpHttpSender implements Closeable {
  /** As much of an error page as a log line can use. */
  private static final int MAX_MESSAGE_CHARS = 256;

  private static final String PROTOBUF = "application/x-protobuf";

  private final SenderSettings settings;
  private final byte[] head;
  private final @Nullable GzipEncoder gzip;
  private volatile @Nullable HttpConnection connection;
  private volatile boolean closed;

  public OtlpHttpSender(SenderSettings settings) {
    this.settings = settings;
    this.head = settings.requestHead().getBytes(StandardCharsets.ISO_8859_1);
    this.gzip = settings.gzip ? new GzipEncoder() : null;
  }

  /**
   * Sends one Export*ServiceRequest in protobuf. Blocks until the answer is there or the timeout is
   * over; never throws for what the network does.
   */
  public SendOutcome send(byte[] body, int offset, int length) {
    if (closed) {
      return new SendOutcome.Retryable(0, "the sender is closed");
    }
    GzipEncoder encoder = gzip;
    if (encoder == null) {
      return sendEncoded(body, offset, length);
    }
    int encoded = encoder.encode(body, offset, length);
    return sendEncoded(encoder.array(), 0, encoded);
  }

  private SendOutcome sendEncoded(byte[] body, int offset, int length) {
    Deadline deadline = Deadline.after(settings.timeoutMillis);
    HttpConnection kept = connection;
    if (kept != null) {
      try {
        return outcomeOf(exchange(kept, deadline, body, offset, length));
      } catch (IOException e) {
        disconnect();
        if (!kept.isStale(e) || closed) {
          return unanswered(e);
        }
      }
    }
    try {
      HttpConnection fresh = HttpConnection.open(settings, deadline);
      connection = fresh;
      if (closed) {
        throw new IOException("the sender is closed");
      }
      return outcomeOf(exchange(fresh, deadline, body, offset, length));
    } catch (IOException e) {
      disconnect();
      return unanswered(e);
    }
  }

  private HttpResponse exchange(
      HttpConnection target, Deadline deadline, byte[] body, int offset, int length)
      throws IOException {
    target.startExchange(deadline);
    target.write(head, body, offset, length);
    HttpResponse response = target.readResponse();
    if (!response.keepsAlive) {
      disconnect();
    }
    return response;
  }

  private static SendOutcome unanswered(IOException e) {
    String reason = e.getMessage() == null ? "" : ": " + e.getMessage();
    return new SendOutcome.Retryable(0, e.getClass().getSimpleName() + reason);
  }

  private static SendOutcome outcomeOf(HttpResponse response) {
    int status = response.status;
    if (status >= 200 && status < 300) {
      return accepted(response);
    }
    String message = "HTTP " + status + messageOf(response);
    switch (status) {
      case 429:
      case 502:
      case 503:
      case 504:
        long millis = HttpText.retryAfterMillis(response.retryAfter, System.currentTimeMillis());
        return new SendOutcome.Retryable(millis, message);
      default:
        return new SendOutcome.Rejected(status, message);
    }
  }

  private static SendOutcome accepted(HttpResponse response) {
    if (!response.contentType.startsWith(PROTOBUF)) {
      return new SendOutcome.Delivered("");
    }
    ExportResponse answer = ExportResponse.fromProto(response.body, 0, response.bodyLength);
    String message = HttpText.printable(answer.errorMessage(), MAX_MESSAGE_CHARS);
    return answer.rejectedItems() > 0
        ? new SendOutcome.PartiallyRejected(answer.rejectedItems(), message)
        : new SendOutcome.Delivered(message);
  }

  private static String messageOf(HttpResponse response) {
    if (response.status >= 300 && response.status < 400) {
      return ": redirects are not followed";
    }
    String text =
        response.contentType.startsWith(PROTOBUF)
            ? RpcStatus.fromProto(response.body, 0, response.bodyLength).message()
            : new String(response.body, 0, response.bodyLength, StandardCharsets.UTF_8);
    String printable = HttpText.printable(text, MAX_MESSAGE_CHARS);
    return printable.isEmpty() ? "" : ": " + printable;
  }

  /**
   * Ends the request under way if its deadline is over, and tells whether it did. Reading keeps the
   * deadline by itself; a blocking write to a peer that stopped reading cannot, so a second thread
   * that ticks anyway calls this.
   */
  public boolean abortIfOverdue() {
    HttpConnection current = connection;
    return current != null && current.closeIfOverdue();
  }

  private void disconnect() {
    HttpConnection current = connection;
    connection = null;
    if (current != null) {
      current.close();
    }
  }

  /** Ends a request under way and frees the socket and the compressor. Idempotent. */
  @Override
  public void close() {
    closed = true;
    disconnect();
  }
}
