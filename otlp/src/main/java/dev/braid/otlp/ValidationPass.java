/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import org.jspecify.annotations.Nullable;

/**
 * One walk of {@link OtlpValidator} over one request. Hot: a table of one-byte tags for each
 * message, a straight line for the shape that nearly every attribute has, no allocation. Every read
 * checks the end of its own message.
 */
final class ValidationPass {
  /** Tags of {@code KeyValue} and {@code AnyValue}, for the straight line. */
  private static final int KEY = 1 << 3 | WireType.LEN;

  private static final int VALUE = 2 << 3 | WireType.LEN;
  private static final int TEXT = 1 << 3 | WireType.LEN;
  private static final int BOOL = 2 << 3;
  private static final int INT = 3 << 3;
  private static final int DOUBLE = 4 << 3 | WireType.FIXED64;

  private static final int NOT_COMMON = -1;

  private final Limits limits;
  private final byte[] array;
  private int position;
  private int rareWireType;
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
    int at = position;
    while (at < end) {
      byte first = array[at];
      FieldType common = first > 0 ? type.byTag[first] : null;
      FieldType field = common != null ? common : checkRareTag(type, at, end);
      if (field == null) {
        if (fault != null) {
          return false;
        }
        at = position;
        continue;
      }
      if (field.isRepeated && --elementsLeft < 0) {
        return tooMany(type, field, at);
      }
      // Fields that should come once have a bit each, and those of a oneof share bit 0.
      odd |= (seen & field.onceBit) != 0;
      seen |= field.onceBit;
      int next = NOT_COMMON;
      if (common != null) {
        position = at + 1;
        next = checkCommon(field, at + 1, end, depth);
      }
      if (next == NOT_COMMON) {
        int wireType = common != null ? first & 7 : rareWireType;
        if (!checkField(type, field, wireType, at, end, depth)) {
          return false;
        }
        next = position;
      }
      at = next;
    }
    position = at;
    return true;
  }

  /**
   * Reads a tag of several bytes or an unknown field; null where there is nothing more to check.
   */
  private @Nullable FieldType checkRareTag(MessageType type, int start, int end) {
    position = start;
    long tag = readVarint(end);
    if (fault != null || tag >>> 32 != 0 || tag >>> 3 == 0) {
      fail("bad tag in " + type.name, start);
      return null;
    }
    rareWireType = (int) tag & 7;
    FieldType field = type.field((int) (tag >>> 3));
    if (field == null) {
      skip(type, rareWireType, start, end);
    }
    return field;
  }

  /**
   * The end of a field that is what most fields are: a fixed number, an id, a short text, a plain
   * attribute. Anything else is not common.
   */
  private int checkCommon(FieldType field, int from, int end, int depth) {
    if (field.wireType != WireType.LEN) {
      int to = from + (field.wireType == WireType.FIXED64 ? 8 : 4);
      return field.wireType == WireType.VARINT || field.isPacked || to > end ? NOT_COMMON : to;
    }
    int length = from < end ? array[from] : -1;
    int to = from + 1 + length;
    if (length < 0 || to > end) {
      return NOT_COMMON;
    }
    switch (field.kind) {
      case STRING:
        return Utf8Check.isValid(array, from + 1, to) ? to : NOT_COMMON;
      case TRACE_ID:
        return length == TraceId.BYTES ? to : NOT_COMMON;
      case SPAN_ID:
        return length == SpanId.BYTES ? to : NOT_COMMON;
      case MESSAGE:
        boolean isPlain =
            field.isAttribute && depth + 2 <= limits.maxDepth() && isPlainAttribute(from + 1, to);
        return isPlain ? to : NOT_COMMON;
      default:
        return NOT_COMMON;
    }
  }

  private boolean checkField(
      MessageType type, FieldType field, int wireType, int start, int end, int depth) {
    if (wireType != field.wireType) {
      if (field.isPacked && wireType == WireType.LEN) {
        return checkPacked(type, field, start, end);
      }
      return fail(
          type.name
              + "."
              + field.protoName
              + " has wire type "
              + wireType
              + ", expected "
              + field.wireType,
          start);
    }
    // Numbers that came one by one belong into one packed field.
    odd |= field.isPacked;
    if (wireType == WireType.LEN) {
      return checkLength(type, field, start, end, depth);
    }
    if (wireType == WireType.VARINT) {
      return checkVarint(type, field, start, end);
    }
    position += wireType == WireType.FIXED64 ? 8 : 4;
    return position <= end || fail("cut number in " + type.name, start);
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
    int from = position;
    long length = from < end ? array[from] : -1;
    if (length >= 0) {
      position = ++from;
    } else {
      length = readVarint(end);
      from = position;
    }
    if (fault != null || length < 0 || length > end - from) {
      return fail(type.name + "." + field.protoName + " ends past its message", start);
    }
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

  /**
   * Whether the range is a key and then a short text, a double, a boolean, or a number of at most
   * two bytes, sound and canonical. False says nothing: the general check looks again.
   */
  private boolean isPlainAttribute(int from, int to) {
    byte[] bytes = array;
    if (to - from < 6 || bytes[from] != KEY || bytes[from + 1] < 0) {
      return false;
    }
    int keyEnd = from + 2 + bytes[from + 1];
    // A value of two bytes at least stands behind its own tag and length.
    if (keyEnd + 4 > to || bytes[keyEnd] != VALUE || keyEnd + 2 + bytes[keyEnd + 1] != to) {
      return false;
    }
    int value = keyEnd + 2;
    int second = bytes[value + 1];
    switch (bytes[value]) {
      case TEXT:
        if (value + 2 + second != to || !Utf8Check.isValid(bytes, value + 2, to)) {
          return false;
        }
        break;
      case BOOL:
        if (second >>> 1 != 0 || value + 2 != to) {
          return false;
        }
        break;
      case INT:
        // One byte, or two as HTTP status codes have.
        int last = second < 0 ? bytes[Math.min(value + 2, to - 1)] : 1;
        if (last <= 0 || value + (second < 0 ? 3 : 2) != to) {
          return false;
        }
        break;
      case DOUBLE:
        if (value + 9 != to) {
          return false;
        }
        break;
      default:
        return false;
    }
    return Utf8Check.isValid(bytes, from + 2, keyEnd);
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
    if (field.wireType == WireType.FIXED64) {
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
