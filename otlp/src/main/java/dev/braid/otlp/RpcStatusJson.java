/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/**
 * Reads google.rpc.Status from JSON. Its details are Any messages, which in JSON carry their type
 * beside their fields; only RetryInfo is understood.
 */
final class RpcStatusJson {
  private static final int TYPE = 1;
  private static final int RETRY_DELAY = 2;
  private static final int DETAILS = 3;

  private static final MessageType STATUS =
      new MessageType("Status")
          .one(1, "code", FieldType.Kind.INT32)
          .one(2, "message", FieldType.Kind.STRING)
          .many(
              DETAILS,
              "details",
              new MessageType("Detail")
                  .one(TYPE, "@type", FieldType.Kind.STRING)
                  .one(RETRY_DELAY, "retry_delay", FieldType.Kind.STRING));

  private RpcStatusJson() {}

  static RpcStatus read(byte[] utf8) throws OtlpJsonException {
    byte[] flat = JsonToProto.convert(STATUS, utf8, 0, utf8.length);
    RpcStatus status = RpcStatus.fromProto(flat, 0, flat.length);
    ProtoReader reader = new ProtoReader().reset(flat, 0, flat.length);
    while (reader.next()) {
      if (reader.field() == DETAILS) {
        status = withDetail(status, flat, reader);
      }
    }
    return status;
  }

  private static RpcStatus withDetail(RpcStatus status, byte[] flat, ProtoReader at) {
    ProtoReader detail = new ProtoReader().reset(flat, at.offset(), at.offset() + at.length());
    BytesView type = new BytesView();
    BytesView delay = new BytesView();
    while (detail.next()) {
      (detail.field() == TYPE ? type : delay).wrap(flat, detail);
    }
    long millis = type.contentEquals(RpcStatus.RETRY_INFO) ? millis(delay.toString()) : -1;
    return millis < 0 ? status : status.withRetryDelayMillis(millis);
  }

  /** The milliseconds of a duration such as "1.5s"; -1 where it is none. */
  private static long millis(String duration) {
    if (!duration.endsWith("s")) {
      return -1;
    }
    try {
      double seconds = Double.parseDouble(duration.substring(0, duration.length() - 1));
      return seconds >= 0 ? Math.round(Math.min(seconds, Integer.MAX_VALUE) * 1000) : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
