/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.otlp;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import dev.braid.exporters.Outcome;
import dev.braid.exporters.http.HttpAnswer;
import dev.braid.otlp.ExportResponse;
import dev.braid.otlp.RpcStatus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Turns the end of a gRPC call into an outcome.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#failures">OTLP 1.11, failures</a>
 */
final class GrpcAnswer {

  private static final int OK = 0;
  private static final int RESOURCE_EXHAUSTED = 8;
  private static final int PREFIX_BYTES = 5;

  private GrpcAnswer() {}

  static Outcome read(AggregatedHttpResponse answer) {
    String status = header(answer, "grpc-status");
    if (status == null) {
      return withoutStatus(answer);
    }
    int code = parse(status);
    if (code == OK) {
      return OtlpOutcomes.of(response(answer.content().array()));
    }
    String text = header(answer, "grpc-message");
    String message = "grpc-status " + code + (text == null ? "" : ": " + percentDecoded(text));
    Duration after = retryDelay(answer);
    return switch (code) {
      case 1, 4, 10, 11, 14, 15 -> new Outcome.Retryable(after, message);
      case RESOURCE_EXHAUSTED ->
          after == null ? Outcome.rejected(message) : new Outcome.Retryable(after, message);
      default -> Outcome.rejected(message);
    };
  }

  /** A proxy answered in place of the server. */
  private static Outcome withoutStatus(AggregatedHttpResponse answer) {
    String message = "no grpc-status, HTTP " + HttpAnswer.message(answer);
    return switch (answer.status().code()) {
      case 200, 429, 502, 503, 504 -> Outcome.retryable(message);
      default -> Outcome.rejected(message);
    };
  }

  private static ExportResponse response(byte[] content) {
    return content.length <= PREFIX_BYTES || content[0] != 0
        ? ExportResponse.SUCCESS
        : ExportResponse.fromProto(content, PREFIX_BYTES, content.length - PREFIX_BYTES);
  }

  private static @Nullable Duration retryDelay(AggregatedHttpResponse answer) {
    String details = header(answer, "grpc-status-details-bin");
    if (details == null) {
      return null;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(details);
      RpcStatus status = RpcStatus.fromProto(bytes, 0, bytes.length);
      return status.hasRetryDelay() ? Duration.ofMillis(status.retryDelayMillis()) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** From the trailers, or from the headers where a call ends without a message. */
  private static @Nullable String header(AggregatedHttpResponse answer, String name) {
    String trailer = answer.trailers().get(name);
    return trailer == null ? answer.headers().get(name) : trailer;
  }

  private static int parse(String status) {
    try {
      return Integer.parseInt(status);
    } catch (NumberFormatException e) {
      return 2; // UNKNOWN
    }
  }

  /** The text that a percent-encoded {@code grpc-message} stands for. */
  static String percentDecoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    byte[] source = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < source.length; i++) {
      int high = i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
      int low = i + 2 < source.length ? Character.digit(source[i + 2], 16) : -1;
      if (source[i] == '%' && high >= 0 && low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        bytes.write(source[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
