/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import org.jspecify.annotations.Nullable;

/**
 * One walk of {@link OtlpValidator} over one request. Hot: recursion over the schema's table, no
 * allocation a field. Every read checks the end of its own message.
 */
final class ValidationPass {
  private final Limits limits;
  private final byte[] array;
  private int position;
  private int itemCount;
  private boolean odd;
  private @Nullable String fault;
  private int faultPosition;

  ValidationPass(Limits limits, byte[] array) {
    this.limits = limits;
    this.array = array;
  }

  /** Whether the request in the range is sound. */
  boolean check(MessageType type, int from, int to) {
    position = from;
    return checkMessage(type, to, 1);
  }

  int itemCount() {
    return itemCount;
  }

  /** Whether the bytes need the canonicaliser. */
  boolean isOdd() {
    return odd;
  }

  String fault() {
    return fault == null ? "" : fault;
  }

  int faultPosition() {
    return faultPosition;
  }

  private boolean checkMessage(MessageType type, int end, int depth) {
    if (depth > limits.maxDepth()) {
      return fail("messages nested deeper than " + limits.maxDepth(), position);
    }
    if (type.isItem && ++itemCount > limits.maxItems()) {
      return fail("more than " + limits.maxItems() + " items", position);
    }
    int seen = 0;
    int elementsLeft = type.holdsItems ? limits.maxItems() : limits.maxRepeated();
    while (position < end) {
      int start = position;
      long tag = array[position] >= 0 ? array[position++] : readVarint(end);
      if (fault != null || tag >>> 32 != 0 || tag >>> 3 == 0) {
        return fail("bad tag in " + type.name, start);
      }
      FieldType field = type.field((int) (tag >>> 3));
      int wireType = (int) tag & 7;
      if (field == null) {
        if (!skip(type, wireType, start, end)) {
          return false;
        }
        continue;
      }
      if (field.isRepeated()) {
        if (--elementsLeft < 0) {
          return tooMany(type, field, start);
        }
      }
      if (!field.isRepeated() || field.isPacked()) {
        seen = noteOnce(seen, field);
      }
      if (!checkField(type, field, wireType, start, end, depth)) {
        return false;
      }
    }
    return true;
  }

  /** Fields that should come once have a bit each, and those of a oneof share bit 0. */
  private int noteOnce(int seen, FieldType field) {
    int bit = field.presence == FieldType.Presence.ONEOF ? 1 : 1 << field.number;
    odd |= (seen & bit) != 0;
    return seen | bit;
  }

  private boolean checkField(
      MessageType type, FieldType field, int wireType, int start, int end, int depth) {
    if (wireType != field.kind.wireType) {
      if (field.isPacked() && wireType == WireType.LEN) {
        return checkPacked(type, field, start, end);
      }
      return fail(
          type.name
              + "."
              + field.protoName
              + " has wire type "
              + wireType
              + ", expected "
              + field.kind.wireType,
          start);
    }
    // Numbers that came one by one belong into one packed field.
    odd |= field.isPacked();
    switch (wireType) {
      case WireType.VARINT:
        return checkVarint(type, field, start, end);
      case WireType.LEN:
        return checkLength(type, field, start, end, depth);
      default:
        position += wireType == WireType.FIXED64 ? 8 : 4;
        return position <= end || fail("cut number in " + type.name, start);
    }
  }

  private boolean checkVarint(MessageType type, FieldType field, int start, int end) {
    long value = readVarint(end);
    if (fault != null) {
      return fail("bad varint in " + type.name + "." + field.protoName, start);
    }
    odd |= Canonicaliser.varint(field.kind, value) != value;
    return true;
  }

  private boolean checkLength(MessageType type, FieldType field, int start, int end, int depth) {
    long length = readVarint(end);
    if (fault != null || length < 0 || length > end - position) {
      return fail(type.name + "." + field.protoName + " ends past its message", start);
    }
    int from = position;
    int to = from + (int) length;
    MessageType message = field.message;
    if (message != null) {
      return checkMessage(message, to, depth + 1);
    }
    position = to;
    switch (field.kind) {
      case STRING:
        odd |= !Utf8Check.isValid(array, from, to);
        return true;
      case TRACE_ID:
        return checkId(type, field, start, TraceId.BYTES, to - from);
      case SPAN_ID:
        return checkId(type, field, start, SpanId.BYTES, to - from);
      default:
        return true;
    }
  }

  private boolean checkId(MessageType type, FieldType field, int start, int expected, int length) {
    if (length == expected || length == 0) {
      return true;
    }
    String what = type.name + "." + field.protoName + " has " + length + " bytes, expected ";
    return fail(what + expected + " or none", start);
  }

  private boolean checkPacked(MessageType type, FieldType field, int start, int end) {
    long length = readVarint(end);
    if (fault != null || length < 0 || length > end - position) {
      return fail(type.name + "." + field.protoName + " ends past its message", start);
    }
    int to = position + (int) length;
    odd |= length == 0;
    if (field.kind.wireType == WireType.FIXED64) {
      position = to;
      return (length % 8 == 0 || fail("cut number in " + type.name, start))
          && (length / 8 <= limits.maxRepeated() || tooMany(type, field, start));
    }
    int elements = 0;
    while (position < to) {
      if (!checkVarint(type, field, start, to)) {
        return false;
      }
      if (++elements > limits.maxRepeated()) {
        return tooMany(type, field, start);
      }
    }
    return true;
  }

  private boolean skip(MessageType type, int wireType, int start, int end) {
    switch (wireType) {
      case WireType.VARINT:
        readVarint(end);
        break;
      case WireType.FIXED64:
        position += 8;
        break;
      case WireType.FIXED32:
        position += 4;
        break;
      case WireType.LEN:
        long length = readVarint(end);
        if (fault == null && (length < 0 || length > end - position)) {
          return fail("unknown field of " + type.name + " ends past its message", start);
        }
        position += (int) length;
        break;
      default:
        return fail("unknown field of " + type.name + " has wire type " + wireType, start);
    }
    return (fault == null && position <= end) || fail("cut field in " + type.name, start);
  }

  /** Reads a varint and notes whether it is longer than it needs to be. */
  private long readVarint(int end) {
    int from = position;
    if (from < end && array[from] >= 0) {
      position = from + 1;
      return array[from];
    }
    int at = from;
    long result = 0;
    for (int shift = 0; shift < 64 && at < end; shift += 7) {
      byte next = array[at++];
      result |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        position = at;
        // The tenth byte has room for one bit; more of it is lost, so the form is odd as well.
        odd |= next == 0 || (shift == 63 && next != 1);
        return result;
      }
    }
    fault = "bad varint";
    return 0;
  }

  private boolean tooMany(MessageType type, FieldType field, int at) {
    int limit = type.holdsItems ? limits.maxItems() : limits.maxRepeated();
    return fail(type.name + "." + field.protoName + " has more than " + limit + " elements", at);
  }

  private boolean fail(String what, int at) {
    fault = what;
    faultPosition = at;
    return false;
  }
}
