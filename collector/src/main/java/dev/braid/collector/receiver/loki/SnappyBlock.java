/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.loki;

import java.io.IOException;

/**
 * Undoes Snappy's block format.
 *
 * @see <a href="https://github.com/google/snappy/blob/main/format_description.txt">Snappy
 *     compressed format description</a>
 */
final class SnappyBlock {
  private static final int LITERAL = 0;

  private final byte[] source;
  private final byte[] target;
  private int in;
  private int out;

  private SnappyBlock(byte[] source, byte[] target, int in) {
    this.source = source;
    this.target = target;
    this.in = in;
  }

  /**
   * The bytes that were compressed.
   *
   * @throws IOException if they are damaged, or more than {@code maxBytes}
   */
  static byte[] decompress(byte[] source, int maxBytes) throws IOException {
    long length = 0;
    int in = 0;
    for (int shift = 0; ; shift += 7) {
      if (in >= source.length || shift > 28) {
        throw new IOException("damaged Snappy: no length");
      }
      byte part = source[in++];
      length |= (part & 0x7fL) << shift;
      if (part >= 0) {
        break;
      }
    }
    // A copy of 3 bytes makes at most 64, so a length beyond that is a lie that costs no memory.
    if (length > maxBytes || length > 22L * source.length + 64) {
      throw new IOException("Snappy tells " + length + " bytes, allowed " + maxBytes);
    }
    return new SnappyBlock(source, new byte[(int) length], in).run();
  }

  private byte[] run() throws IOException {
    while (in < source.length) {
      int tag = source[in++] & 0xff;
      if ((tag & 3) == LITERAL) {
        literal(tag >>> 2);
      } else {
        copy(tag);
      }
    }
    if (out != target.length) {
      throw damaged();
    }
    return target;
  }

  private void literal(int told) throws IOException {
    long length = told < 60 ? told + 1 : number(told - 59) + 1;
    if (length > source.length - in || length > target.length - out) {
      throw damaged();
    }
    System.arraycopy(source, in, target, out, (int) length);
    in += (int) length;
    out += (int) length;
  }

  private void copy(int tag) throws IOException {
    int kind = tag & 3;
    int length = kind == 1 ? 4 + (tag >>> 2 & 7) : 1 + (tag >>> 2);
    long offset = kind == 1 ? (tag >>> 5) << 8 | number(1) : number(kind == 2 ? 2 : 4);
    if (offset == 0 || offset > out || length > target.length - out) {
      throw damaged();
    }
    int from = out - (int) offset;
    // Byte by byte: a copy may read what it has just written.
    for (int i = 0; i < length; i++) {
      target[out++] = target[from++];
    }
  }

  private long number(int bytes) throws IOException {
    if (bytes > source.length - in) {
      throw damaged();
    }
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (source[in++] & 0xffL) << (8 * i);
    }
    return value;
  }

  private IOException damaged() {
    return new IOException("damaged Snappy at byte " + in);
  }
}
