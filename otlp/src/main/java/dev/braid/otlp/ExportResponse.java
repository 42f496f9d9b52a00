/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import java.nio.charset.StandardCharsets;

/**
 * An Export*ServiceResponse: success, or partial success with the number of items that were
 * rejected for good. Immutable; the same fields for all signals.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#partial-success">Partial success</a>
 */
public final class ExportResponse {
  /** Everything was taken. */
  public static final ExportResponse SUCCESS = new ExportResponse(0, "");

  private static final int PARTIAL_SUCCESS = 1;
  private static final int REJECTED_ITEMS = 1;
  private static final int ERROR_MESSAGE = 2;

  private final long rejectedItems;
  private final String errorMessage;

  /** With no rejected items, a message that is not empty is a warning. */
  public ExportResponse(long rejectedItems, String errorMessage) {
    this.rejectedItems = rejectedItems;
    this.errorMessage = errorMessage;
  }

  /** Reads a response body; what is malformed counts as absent, since the data was taken. */
  public static ExportResponse fromProto(byte[] array, int offset, int length) {
    ProtoReader response = new ProtoReader().reset(array, offset, offset + length);
    ProtoReader partial = new ProtoReader();
    long rejected = 0;
    String message = "";
    while (response.next()) {
      if (response.tag() != (PARTIAL_SUCCESS << 3 | WireType.LEN)) {
        continue;
      }
      partial.reset(array, response.offset(), response.offset() + response.length());
      while (partial.next()) {
        if (partial.tag() == (REJECTED_ITEMS << 3 | WireType.VARINT)) {
          rejected = partial.value();
        } else if (partial.tag() == (ERROR_MESSAGE << 3 | WireType.LEN)) {
          message = new String(array, partial.offset(), partial.length(), StandardCharsets.UTF_8);
        }
      }
    }
    return new ExportResponse(rejected, message);
  }

  /** The protobuf body; empty on full success. */
  public byte[] toProto() {
    ProtoWriter writer = new ProtoWriter(64);
    if (rejectedItems != 0 || !errorMessage.isEmpty()) {
      int partial = writer.begin(PARTIAL_SUCCESS);
      if (rejectedItems != 0) {
        writer.varint(REJECTED_ITEMS, rejectedItems);
      }
      if (!errorMessage.isEmpty()) {
        writer.string(ERROR_MESSAGE, errorMessage);
      }
      writer.end(partial);
    }
    return writer.toByteArray();
  }

  /** The JSON body in UTF-8; the name of the count depends on the signal. */
  public byte[] toJson(Signal signal) {
    StringBuilder json = new StringBuilder("{");
    if (rejectedItems != 0 || !errorMessage.isEmpty()) {
      json.append("\"partialSuccess\":{");
      if (rejectedItems != 0) {
        json.append('"')
            .append(FieldType.camelCase(rejectedField(signal)))
            .append("\":\"")
            .append(rejectedItems);
        json.append(errorMessage.isEmpty() ? "\"" : "\",");
      }
      if (!errorMessage.isEmpty()) {
        json.append("\"errorMessage\":");
        JsonText.quote(errorMessage, json);
      }
      json.append('}');
    }
    return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The proto name of the count of rejected items. */
  static String rejectedField(Signal signal) {
    switch (signal) {
      case TRACES:
        return "rejected_spans";
      case METRICS:
        return "rejected_data_points";
      case LOGS:
        return "rejected_log_records";
    }
    throw new AssertionError(signal);
  }

  /** Number of items that were not taken. */
  public long rejectedItems() {
    return rejectedItems;
  }

  /** Why, for a human; may be empty. */
  public String errorMessage() {
    return errorMessage;
  }

  /** Whether there is anything to tell beside success. */
  public boolean isPartial() {
    return rejectedItems != 0;
  }
}
