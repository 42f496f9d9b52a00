/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.sender;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Compresses one body after the other into one array that it keeps. Owned by one thread. The native
 * memory of the deflater is freed when the encoder becomes unreachable.
 */
final class GzipEncoder {
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, 0};
  private static final int TRAILER_BYTES = 8;

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final CRC32 checksum = new CRC32();
  private byte[] buffer = new byte[1024];

  /** Compresses the range and returns how many bytes {@link #array()} holds. */
  int encode(byte[] source, int offset, int length) {
    deflater.reset();
    deflater.setInput(source, offset, length);
    deflater.finish();
    checksum.reset();
    checksum.update(source, offset, length);
    System.arraycopy(HEADER, 0, buffer, 0, HEADER.length);
    int size = HEADER.length;
    while (!deflater.finished()) {
      if (buffer.length - size < TRAILER_BYTES + 1) {
        buffer = Arrays.copyOf(buffer, 2 * buffer.length);
      }
      size += deflater.deflate(buffer, size, buffer.length - TRAILER_BYTES - size);
    }
    putInt((int) checksum.getValue(), size);
    putInt(length, size + 4);
    return size + TRAILER_BYTES;
  }

  private void putInt(int value, int at) {
    buffer[at] = (byte) value;
    buffer[at + 1] = (byte) (value >>> 8);
    buffer[at + 2] = (byte) (value >>> 16);
    buffer[at + 3] = (byte) (value >>> 24);
  }

  byte[] array() {
    return buffer;
  }
}
