/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import java.nio.charset.StandardCharsets;

/**
 * A google.rpc.Status: the body of a failed OTLP/HTTP request and gRPC's status detail. Immutable.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#failures-1">OTLP/HTTP failures</a>
 */
public final class RpcStatus {
  /** gRPC code for a request that can never be taken. */
  public static final int INVALID_ARGUMENT = 3;

  /** gRPC code for exhausted resources; retryable only with a retry delay. */
  public static final int RESOURCE_EXHAUSTED = 8;

  /** gRPC code for a method that the server does not have. */
  public static final int UNIMPLEMENTED = 12;

  /** gRPC code for a bug in the server. */
  public static final int INTERNAL = 13;

  /** gRPC code for "come back later". */
  public static final int UNAVAILABLE = 14;

  private static final int CODE = 1;
  private static final int MESSAGE = 2;
  private static final int DETAILS = 3;
  private static final int TYPE_URL = 1;
  private static final int VALUE = 2;
  private static final int RETRY_DELAY = 1;
  private static final int SECONDS = 1;
  private static final int NANOS = 2;
  static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";
  private static final long NO_DELAY = -1;

  private final int code;
  private final String message;
  private final long retryDelayMillis;

  private RpcStatus(int code, String message, long retryDelayMillis) {
    this.code = code;
    this.message = message;
    this.retryDelayMillis = retryDelayMillis;
  }

  public static RpcStatus of(int code, String message) {
    return new RpcStatus(code, message, NO_DELAY);
  }

  /** The same status with a RetryInfo detail. */
  public RpcStatus withRetryDelayMillis(long millis) {
    return new RpcStatus(code, message, Math.max(0, millis));
  }

  /** Reads a Status; what is malformed counts as absent. */
  public static RpcStatus fromProto(byte[] array, int offset, int length) {
    ProtoReader reader = new ProtoReader().reset(array, offset, offset + length);
    int code = 0;
    String message = "";
    long delay = NO_DELAY;
    while (reader.next()) {
      if (reader.tag() == (CODE << 3 | WireType.VARINT)) {
        code = reader.intValue();
      } else if (reader.tag() == (MESSAGE << 3 | WireType.LEN)) {
        message = new String(array, reader.offset(), reader.length(), StandardCharsets.UTF_8);
      } else if (reader.tag() == (DETAILS << 3 | WireType.LEN)) {
        delay = Math.max(delay, delayOf(array, reader.offset(), reader.length()));
      }
    }
    return new RpcStatus(code, message, delay);
  }

  private static long delayOf(byte[] array, int offset, int length) {
    ProtoReader any = new ProtoReader().reset(array, offset, offset + length);
    BytesView type = new BytesView();
    BytesView value = new BytesView();
    while (any.next()) {
      if (any.tag() == (TYPE_URL << 3 | WireType.LEN)) {
        type.wrap(array, any);
      } else if (any.tag() == (VALUE << 3 | WireType.LEN)) {
        value.wrap(array, any);
      }
    }
    return type.contentEquals(RETRY_INFO) ? retryDelay(value) : NO_DELAY;
  }

  private static long retryDelay(BytesView info) {
    byte[] array = info.array();
    ProtoReader reader =
        new ProtoReader().reset(array, info.offset(), info.offset() + info.length());
    ProtoReader duration = new ProtoReader();
    long seconds = 0;
    long nanos = 0;
    while (reader.next()) {
      if (reader.tag() == (RETRY_DELAY << 3 | WireType.LEN)) {
        duration.reset(array, reader.offset(), reader.offset() + reader.length());
        while (duration.next()) {
          if (duration.tag() == (SECONDS << 3 | WireType.VARINT)) {
            seconds = duration.value();
          } else if (duration.tag() == (NANOS << 3 | WireType.VARINT)) {
            nanos = duration.intValue();
          }
        }
      }
    }
    long bounded = Math.max(0, Math.min(seconds, Integer.MAX_VALUE));
    return Math.max(0, bounded * 1000 + nanos / 1_000_000);
  }

  /** The protobuf form. */
  public byte[] toProto() {
    ProtoWriter writer = new ProtoWriter(128);
    writer.varint(CODE, code);
    if (!message.isEmpty()) {
      writer.string(MESSAGE, message);
    }
    if (retryDelayMillis != NO_DELAY) {
      int detail = writer.begin(DETAILS);
      writer.string(TYPE_URL, RETRY_INFO);
      int info = writer.begin(VALUE);
      int duration = writer.begin(RETRY_DELAY);
      writer.varint(SECONDS, retryDelayMillis / 1000);
      writer.varint(NANOS, retryDelayMillis % 1000 * 1_000_000);
      writer.end(duration);
      writer.end(info);
      writer.end(detail);
    }
    return writer.toByteArray();
  }

  /** The JSON form in UTF-8. */
  public byte[] toJson() {
    StringBuilder json = new StringBuilder("{\"code\":").append(code).append(",\"message\":");
    JsonText.quote(message, json);
    if (retryDelayMillis != NO_DELAY) {
      json.append(",\"details\":[{\"@type\":\"").append(RETRY_INFO).append("\",\"retryDelay\":\"");
      json.append(retryDelayMillis / 1000).append('.');
      json.append(Long.toString(1000 + retryDelayMillis % 1000).substring(1)).append("s\"}]");
    }
    return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The gRPC code. */
  public int code() {
    return code;
  }

  public String message() {
    return message;
  }

  /** Whether a RetryInfo detail is there. */
  public boolean hasRetryDelay() {
    return retryDelayMillis != NO_DELAY;
  }

  /** Milliseconds to wait before the next try, or -1. */
  public long retryDelayMillis() {
    return retryDelayMillis;
  }
}
