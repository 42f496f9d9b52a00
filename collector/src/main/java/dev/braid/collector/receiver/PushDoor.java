/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.braid.otlp.RpcStatus;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/** Takes what {@link PushProtocol} can read, and offers it as OTLP. Thread-safe. */
final class PushDoor implements HttpService {
  private final Door door;
  private final PushProtocol protocol;
  private final RequestMetadata metadata;

  PushDoor(Door door, PushProtocol protocol, RequestMetadata metadata) {
    this.door = door;
    this.protocol = protocol;
    this.metadata = metadata;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
    long told = request.headers().getLong(HttpHeaderNames.CONTENT_LENGTH, -1);
    BodyCollector body = BodyCollector.plain(door.maxBytes(), told, door.room());
    return door.read(ctx, request, body, read -> answer(request, read));
  }

  private HttpResponse answer(HttpRequest request, BodyCollector.Body body) {
    if (request.method() != HttpMethod.POST) {
      return malformed(
          HttpStatus.METHOD_NOT_ALLOWED, request.method() + " is not allowed, supported: POST");
    }
    MediaType type = request.contentType();
    if (!protocol.takes(type)) {
      return malformed(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "content type not supported, supported: " + protocol.contentTypes());
    }
    String encoding =
        request.headers().get(HttpHeaderNames.CONTENT_ENCODING, "").toLowerCase(Locale.ROOT);
    if (!Decompression.isSupported(encoding) && !protocol.decodes(encoding)) {
      return malformed(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "content encoding not supported, supported: " + Decompression.SUPPORTED);
    }
    if (body.isUnread()) {
      return refuse(HttpStatus.SERVICE_UNAVAILABLE, door.unread());
    }
    if (body.isTooLarge()) {
      return refuse(HttpStatus.REQUEST_ENTITY_TOO_LARGE, door.tooLarge());
    }
    try {
      byte[] otlp = protocol.toOtlp(type, plain(encoding, body), door.maxBytes());
      return HttpResponse.of(
          door.offerTranslated(protocol.signal(), otlp, metadata.of(request.headers()))
              .thenApply(
                  refusal ->
                      refusal
                          .map(status -> refuse(httpStatus(status), status))
                          .orElseGet(() -> HttpResponse.of(protocol.taken()))));
    } catch (Decompression.TooLargeException e) {
      return refuse(HttpStatus.REQUEST_ENTITY_TOO_LARGE, door.tooLarge());
    } catch (IOException e) {
      return malformed(HttpStatus.BAD_REQUEST, "request body: " + e.getMessage());
    }
  }

  private byte[] plain(String encoding, BodyCollector.Body body) throws IOException {
    if (Decompression.isIdentity(encoding) || protocol.decodes(encoding)) {
      return Arrays.copyOf(body.array(), body.length());
    }
    return Decompression.decompress(encoding, body.array(), 0, body.length(), door.maxBytes());
  }

  private HttpResponse malformed(HttpStatus status, String message) {
    return refuse(status, door.malformed(RpcStatus.INVALID_ARGUMENT, message));
  }

  private static HttpStatus httpStatus(RpcStatus status) {
    return status.code() == RpcStatus.UNAVAILABLE
        ? HttpStatus.SERVICE_UNAVAILABLE
        : HttpStatus.BAD_REQUEST;
  }

  private static HttpResponse refuse(HttpStatus httpStatus, RpcStatus status) {
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(httpStatus).contentType(MediaType.PLAIN_TEXT_UTF_8);
    if (httpStatus.equals(HttpStatus.METHOD_NOT_ALLOWED)) {
      headers.set(HttpHeaderNames.ALLOW, "POST");
    }
    if (status.hasRetryDelay()) {
      long seconds = Math.max(1, status.retryDelayMillis() / 1000);
      headers.set(HttpHeaderNames.RETRY_AFTER, Long.toString(seconds));
    }
    return HttpResponse.of(
        headers.build(), com.linecorp.armeria.common.HttpData.ofUtf8(status.message() + "\n"));
  }
}
