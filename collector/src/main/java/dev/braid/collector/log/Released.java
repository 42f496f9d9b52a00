/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.log;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The records that nobody needs any more: all below the low watermark, and ranges above it. Not
 * thread-safe.
 */
final class Released {
  /** Ranges that are saved. Those beyond are released again after a crash, by being sent again. */
  static final int MAX_SAVED_RANGES = 10_000;

  /** Longest saved form. */
  private static final int HEAD_BYTES = 3 * Long.BYTES + Integer.BYTES;

  private long low;
  private final TreeMap<Long, Long> ranges = new TreeMap<>();

  Released(long low) {
    this.low = low;
  }

  /** Everything below is released. */
  long low() {
    return low;
  }

  boolean contains(long number) {
    return coversAll(number, number + 1);
  }

  /** Whether all of {@code from} (inclusive) to {@code to} (exclusive) are released. */
  boolean coversAll(long from, long to) {
    if (to <= low || to <= from) {
      return true;
    }
    Map.Entry<Long, Long> range = ranges.floorEntry(Math.max(from, low));
    return range != null && range.getValue() >= to;
  }

  /** How many of {@code from} (inclusive) to {@code to} (exclusive) are not released. */
  long countMissing(long from, long to) {
    long begin = Math.max(from, low);
    long missing = Math.max(0, to - begin);
    for (Map.Entry<Long, Long> range : ranges.headMap(to).entrySet()) {
      missing -= Math.max(0, Math.min(to, range.getValue()) - Math.max(begin, range.getKey()));
    }
    return missing;
  }

  void add(long number) {
    addRange(number, number + 1);
  }

  /** Releases {@code from} (inclusive) to {@code to} (exclusive). */
  void addRange(long from, long to) {
    long begin = Math.max(from, low);
    long end = to;
    if (end <= begin) {
      return;
    }
    Map.Entry<Long, Long> before = ranges.floorEntry(begin);
    if (before != null && before.getValue() >= begin) {
      begin = before.getKey();
    }
    for (Map.Entry<Long, Long> next = ranges.ceilingEntry(begin);
        next != null && next.getKey() <= end;
        next = ranges.ceilingEntry(begin)) {
      end = Math.max(end, next.getValue());
      ranges.remove(next.getKey());
    }
    if (begin == low) {
      low = end;
    } else {
      ranges.put(begin, end);
    }
  }

  /** The saved form; {@code cleanEnd} is the log's end after an orderly stop, else -1. */
  byte[] encode(long cleanEnd) {
    int count = Math.min(ranges.size(), MAX_SAVED_RANGES);
    ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + count * 2 * Long.BYTES);
    bytes.putLong(low).putLong(cleanEnd).putLong(count);
    int left = count;
    for (Map.Entry<Long, Long> range : ranges.entrySet()) {
      if (left-- == 0) {
        break;
      }
      bytes.putLong(range.getKey()).putLong(range.getValue());
    }
    bytes.putInt(RecordFormat.checksum(bytes.array(), 0, bytes.position()));
    return bytes.array();
  }

  /** What {@link #encode} has saved, and the end it was given. */
  record Saved(Released released, long cleanEnd) {}

  /** Null if the bytes are damaged. */
  static @Nullable Saved decode(byte[] saved) {
    int end = saved.length - Integer.BYTES;
    if (saved.length < HEAD_BYTES
        || ByteBuffer.wrap(saved).getInt(end) != RecordFormat.checksum(saved, 0, end)) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(saved);
    Released released = new Released(bytes.getLong());
    long cleanEnd = bytes.getLong();
    for (long count = bytes.getLong(); count > 0; count--) {
      released.addRange(bytes.getLong(), bytes.getLong());
    }
    return new Saved(released, cleanEnd);
  }
}
