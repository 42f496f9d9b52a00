/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.braid.otlp.RpcStatus;
import dev.braid.otlp.Signal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * OTLP over gRPC, on raw frames: a unary call is one length-prefixed message each way, so that
 * stubs would only add a decode.
 *
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md">gRPC over
 *     HTTP/2</a>
 */
final class GrpcDoor implements HttpService {
  private static final int NOT_COMPRESSED = 0;
  private static final String PACKAGE = "/opentelemetry.proto.collector.";

  /** An empty response message: flag and length, both zero. */
  private static final HttpData EMPTY_FRAME =
      HttpData.wrap(new byte[BodyCollector.FRAME_HEAD_BYTES]);

  private static final ResponseHeaders OK_HEADERS =
      ResponseHeaders.builder(HttpStatus.OK)
          .set(HttpHeaderNames.CONTENT_TYPE, "application/grpc")
          .set("grpc-accept-encoding", Decompression.SUPPORTED)
          .build();
  private static final HttpHeaders OK_TRAILERS = HttpHeaders.of("grpc-status", "0");

  private final Door door;
  private final RequestMetadata metadata;

  GrpcDoor(Door door, RequestMetadata metadata) {
    this.door = door;
    this.metadata = metadata;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
    BodyCollector body = BodyCollector.framed(door.maxBytes(), door.room());
    return door.read(ctx, request, body, read -> answer(ctx.path(), request, read));
  }

  private HttpResponse answer(String path, HttpRequest request, BodyCollector.Body body) {
    String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
    if (!type.startsWith("application/grpc")) {
      door.malformed(RpcStatus.INVALID_ARGUMENT, "");
      return HttpResponse.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    }
    return HttpResponse.of(
        offer(path, request, body)
            .thenApply(
                refusal ->
                    refusal
                        .map(GrpcDoor::refuse)
                        .orElseGet(() -> HttpResponse.of(OK_HEADERS, EMPTY_FRAME, OK_TRAILERS))));
  }

  private CompletableFuture<Optional<RpcStatus>> offer(
      String path, HttpRequest request, BodyCollector.Body body) {
    Signal signal = signal(path);
    if (signal == null || !door.takes(signal)) {
      return malformed(RpcStatus.UNIMPLEMENTED, "unknown method " + path);
    }
    if (body.isUnread()) {
      return CompletableFuture.completedFuture(Optional.of(door.unread()));
    }
    if (body.isTooLarge()) {
      return CompletableFuture.completedFuture(Optional.of(door.tooLarge()));
    }
    byte[] frame = body.array();
    int length = body.length() - BodyCollector.FRAME_HEAD_BYTES;
    if (length < 0 || length(frame) != length) {
      return malformed(
          RpcStatus.INVALID_ARGUMENT, "the body must be exactly one length-prefixed message");
    }
    boolean isCompressed = frame[0] != NOT_COMPRESSED;
    String encoding = isCompressed ? request.headers().get("grpc-encoding", "") : "";
    if (isCompressed && (encoding.isEmpty() || !Decompression.isSupported(encoding))) {
      return malformed(
          RpcStatus.UNIMPLEMENTED,
          "grpc-encoding '" + encoding + "' not supported, supported: " + Decompression.SUPPORTED);
    }
    return door.offer(
        new Door.Message(
            signal,
            encoding,
            false,
            frame,
            BodyCollector.FRAME_HEAD_BYTES,
            length,
            metadata.of(request.headers())));
  }

  private CompletableFuture<Optional<RpcStatus>> malformed(int code, String message) {
    return CompletableFuture.completedFuture(Optional.of(door.malformed(code, message)));
  }

  private static long length(byte[] frame) {
    return (frame[1] & 0xffL) << 24
        | (frame[2] & 0xffL) << 16
        | (frame[3] & 0xffL) << 8
        | (frame[4] & 0xffL);
  }

  private static @Nullable Signal signal(String path) {
    return switch (path) {
      case PACKAGE + "trace.v1.TraceService/Export" -> Signal.TRACES;
      case PACKAGE + "metrics.v1.MetricsService/Export" -> Signal.METRICS;
      case PACKAGE + "logs.v1.LogsService/Export" -> Signal.LOGS;
      default -> null;
    };
  }

  private static HttpResponse refuse(RpcStatus status) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK)
            .endOfStream(true)
            .set(HttpHeaderNames.CONTENT_TYPE, "application/grpc")
            .set("grpc-accept-encoding", Decompression.SUPPORTED)
            .set("grpc-status", Integer.toString(status.code()))
            .set("grpc-message", percentEncoded(status.message()))
            .set("grpc-status-details-bin", base64.encodeToString(status.toProto()))
            .build());
  }

  private static String percentEncoded(String message) {
    StringBuilder text = new StringBuilder();
    for (byte b : message.getBytes(StandardCharsets.UTF_8)) {
      if (b >= ' ' && b <= '~' && b != '%') {
        text.append((char) b);
      } else {
        text.append(String.format("%%%02X", b & 0xff));
      }
    }
    return text.toString();
  }
}
