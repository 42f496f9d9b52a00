/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * How a segment lies on disk; numbers are big-endian.
 *
 * <pre>
 *  head    "BRAIDLOG" | version int | number of the first record long | CRC32C of these int
 *  record  body bytes int | CRC32C of length, kind and body int | kind byte | body
 * </pre>
 */
final class RecordFormat {
  static final int SEGMENT_HEAD_BYTES = 24;
  static final int RECORD_HEAD_BYTES = 9;
  private static final byte[] MAGIC = "BRAIDLOG".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;

  /** Above any request at the door: a longer one is a damaged length. */
  static final int MAX_BODY_BYTES = 1 << 30;

  /** One whole record and where the next one begins. */
  record Read(byte kind, byte[] body, long end) {}

  private RecordFormat() {}

  static ByteBuffer segmentHead(long first) {
    ByteBuffer head = ByteBuffer.allocate(SEGMENT_HEAD_BYTES);
    head.put(MAGIC).putInt(VERSION).putLong(first);
    head.putInt(checksum(head.array(), 0, head.position()));
    return head.flip();
  }

  /** The number of the segment's first record; null if the head is damaged. */
  static @Nullable Long readSegmentHead(Folder.File file) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(SEGMENT_HEAD_BYTES);
    if (!file.read(head, 0)) {
      return null;
    }
    long first = head.getLong(MAGIC.length + Integer.BYTES);
    return head.flip().equals(segmentHead(first)) ? first : null;
  }

  /** The record as pieces to write. */
  static ByteBuffer[] write(Entry entry) {
    List<ByteBuffer> body = entry.body();
    ByteBuffer[] parts = new ByteBuffer[body.size() + 1];
    ByteBuffer head = ByteBuffer.allocate(RECORD_HEAD_BYTES);
    int length = entry.bodyBytes();
    CRC32C checksum = start(length, entry.kind());
    for (int i = 0; i < body.size(); i++) {
      parts[i + 1] = body.get(i).duplicate();
      checksum.update(body.get(i).duplicate());
    }
    head.putInt(length).putInt((int) checksum.getValue()).put(entry.kind());
    parts[0] = head.flip();
    return parts;
  }

  /** The record at {@code offset}; null if there is no whole and sound one. */
  static @Nullable Read read(Folder.File file, long offset) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(RECORD_HEAD_BYTES);
    if (!file.read(head, offset)) {
      return null;
    }
    head.flip();
    int length = head.getInt();
    int expected = head.getInt();
    byte kind = head.get();
    long end = offset + RECORD_HEAD_BYTES + length;
    // The file's size bounds the array: a damaged length must not cost memory.
    if (length < 0 || length > MAX_BODY_BYTES || end > file.size()) {
      return null;
    }
    byte[] body = new byte[length];
    if (!file.read(ByteBuffer.wrap(body), offset + RECORD_HEAD_BYTES)) {
      return null;
    }
    CRC32C checksum = start(length, kind);
    checksum.update(body, 0, length);
    return (int) checksum.getValue() == expected ? new Read(kind, body, end) : null;
  }

  /** Where the next record begins if only the body of this one is damaged. */
  static long endIfLengthIsSound(Folder.File file, long offset) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(RECORD_HEAD_BYTES);
    return file.read(head, offset) ? offset + RECORD_HEAD_BYTES + head.getInt(0) : -1;
  }

  private static CRC32C start(int length, byte kind) {
    CRC32C checksum = new CRC32C();
    checksum.update(ByteBuffer.allocate(Integer.BYTES + 1).putInt(length).put(kind).flip());
    return checksum;
  }

  static int checksum(byte[] array, int offset, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(array, offset, length);
    return (int) checksum.getValue();
  }
}
