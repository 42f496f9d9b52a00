/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import com.linecorp.armeria.common.HttpData;
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
import dev.braid.otlp.ExportResponse;
import dev.braid.otlp.RpcStatus;
import dev.braid.otlp.Signal;
import java.util.Locale;
import java.util.Map;

/**
 * OTLP over HTTP. The body is always read before the answer, so that a refused request leaves the
 * connection at the start of the next one.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp-response">OTLP/HTTP responses,
 *     specification 1.9</a>
 */
final class HttpDoor implements HttpService {
  private static final MediaType PROTOBUF = MediaType.create("application", "x-protobuf");

  private final Door door;
  private final RequestMetadata metadata;
  private final Map<String, Signal> paths;
  private final String known;

  /** Takes each signal at its path. */
  HttpDoor(Door door, RequestMetadata metadata, Map<String, Signal> paths) {
    this.door = door;
    this.metadata = metadata;
    this.paths = Map.copyOf(paths);
    this.known = String.join(", ", paths.keySet());
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
    long told = request.headers().getLong(HttpHeaderNames.CONTENT_LENGTH, -1);
    BodyCollector body = BodyCollector.plain(door.maxBytes(), told, door.room());
    return door.read(ctx, request, body, read -> answer(ctx.path(), request, read));
  }

  private HttpResponse answer(String path, HttpRequest request, BodyCollector.Body body) {
    MediaType type = request.contentType();
    boolean isJson = type != null && type.is(MediaType.JSON);
    Signal signal = paths.get(path);
    if (signal == null || !door.takes(signal)) {
      String message = "no such path, OTLP has " + known;
      return refuse(HttpStatus.NOT_FOUND, isJson, door.malformed(RpcStatus.UNIMPLEMENTED, message));
    }
    if (request.method() != HttpMethod.POST) {
      return refuse(
          HttpStatus.METHOD_NOT_ALLOWED,
          isJson,
          door.malformed(
              RpcStatus.UNIMPLEMENTED, request.method() + " is not allowed, supported: POST"));
    }
    if (!isJson && (type == null || !type.is(PROTOBUF))) {
      String message =
          "content type not supported, supported: application/x-protobuf, application/json";
      return refuse(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          false,
          door.malformed(RpcStatus.INVALID_ARGUMENT, message));
    }
    String encoding =
        request.headers().get(HttpHeaderNames.CONTENT_ENCODING, "").toLowerCase(Locale.ROOT);
    if (!Decompression.isSupported(encoding)) {
      String message = "content encoding not supported, supported: " + Decompression.SUPPORTED;
      return refuse(
          HttpStatus.BAD_REQUEST, isJson, door.malformed(RpcStatus.INVALID_ARGUMENT, message));
    }
    if (body.isUnread()) {
      return refuse(HttpStatus.SERVICE_UNAVAILABLE, isJson, door.unread());
    }
    if (body.isTooLarge()) {
      RpcStatus status = door.tooLarge();
      return refuse(httpStatus(status), isJson, status);
    }
    Door.Message message =
        new Door.Message(
            signal,
            encoding,
            isJson,
            body.array(),
            0,
            body.length(),
            metadata.of(request.headers()));
    return HttpResponse.of(
        door.offer(message)
            .thenApply(
                refusal ->
                    refusal
                        .map(status -> refuse(httpStatus(status), isJson, status))
                        .orElseGet(() -> taken(signal, isJson))));
  }

  private static HttpResponse taken(Signal signal, boolean isJson) {
    ExportResponse success = ExportResponse.SUCCESS;
    byte[] body = isJson ? success.toJson(signal) : success.toProto();
    return HttpResponse.of(HttpStatus.OK, isJson ? MediaType.JSON : PROTOBUF, HttpData.wrap(body));
  }

  private static HttpStatus httpStatus(RpcStatus status) {
    return switch (status.code()) {
      case RpcStatus.UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
      case RpcStatus.RESOURCE_EXHAUSTED -> HttpStatus.REQUEST_ENTITY_TOO_LARGE;
      default -> HttpStatus.BAD_REQUEST;
    };
  }

  private static HttpResponse refuse(HttpStatus httpStatus, boolean isJson, RpcStatus status) {
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(httpStatus).contentType(isJson ? MediaType.JSON : PROTOBUF);
    if (httpStatus.equals(HttpStatus.METHOD_NOT_ALLOWED)) {
      headers.set(HttpHeaderNames.ALLOW, "POST");
    }
    if (status.hasRetryDelay()) {
      long seconds = Math.max(1, status.retryDelayMillis() / 1000);
      headers.set(HttpHeaderNames.RETRY_AFTER, Long.toString(seconds));
    }
    return HttpResponse.of(
        headers.build(), HttpData.wrap(isJson ? status.toJson() : status.toProto()));
  }
}
