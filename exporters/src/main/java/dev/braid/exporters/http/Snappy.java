/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.http;

/**
 * Compresses a block in Snappy's raw format, which Prometheus and Loki take. Stateless.
 *
 * <p>Greedy matching as in the reference implementation: input is cut into fragments of 64 KiB, so
 * that offsets fit two bytes; a table of hashes remembers where four bytes were seen last; the
 * longer nothing is found, the larger the steps.
 *
 * @see <a href="https://github.com/google/snappy/blob/main/format_description.txt">the format</a>
 */
public final class Snappy {

  private static final int FRAGMENT_BYTES = 1 << 16;
  private static final int HASH_BITS = 14;
  private static final int HASH_MULTIPLIER = 0x1e35a7bd;

  /** A match is searched with four bytes; nearer to the end than this a literal is as good. */
  private static final int MARGIN_BYTES = 15;

  private static final int MAX_COPY_BYTES = 64;

  private final byte[] in;
  private final byte[] out;
  private final int[] table = new int[1 << HASH_BITS];
  private int written;

  private Snappy(byte[] in) {
    this.in = in;
    this.out = new byte[Math.addExact(32, Math.addExact(in.length, in.length / 6))];
  }

  /** {@code plain} as one Snappy block. */
  public static byte[] compress(byte[] plain) {
    return new Snappy(plain).block();
  }

  private byte[] block() {
    int rest = in.length;
    while (rest >= 0x80) {
      out[written++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    out[written++] = (byte) rest;
    for (int start = 0; start < in.length; start += FRAGMENT_BYTES) {
      fragment(start, Math.min(in.length, start + FRAGMENT_BYTES));
    }
    return java.util.Arrays.copyOf(out, written);
  }

  private void fragment(int start, int end) {
    java.util.Arrays.fill(table, -1);
    int literalStart = start;
    int at = start;
    int misses = 32;
    while (at < end - MARGIN_BYTES) {
      int slot = (fourBytes(at) * HASH_MULTIPLIER) >>> (32 - HASH_BITS);
      int candidate = table[slot];
      table[slot] = at;
      if (candidate < 0 || fourBytes(candidate) != fourBytes(at)) {
        at += misses++ >>> 5;
        continue;
      }
      literal(literalStart, at - literalStart);
      int length = 4;
      while (at + length < end && in[candidate + length] == in[at + length]) {
        length++;
      }
      copy(at - candidate, length);
      at += length;
      literalStart = at;
      misses = 32;
    }
    literal(literalStart, end - literalStart);
  }

  private int fourBytes(int at) {
    return in[at] & 0xff
        | (in[at + 1] & 0xff) << 8
        | (in[at + 2] & 0xff) << 16
        | (in[at + 3] & 0xff) << 24;
  }

  private void literal(int from, int length) {
    if (length == 0) {
      return;
    }
    int last = length - 1;
    if (last < 60) {
      out[written++] = (byte) (last << 2);
    } else if (last < 1 << 8) {
      out[written++] = (byte) (60 << 2);
      out[written++] = (byte) last;
    } else {
      out[written++] = (byte) (61 << 2);
      out[written++] = (byte) last;
      out[written++] = (byte) (last >>> 8);
    }
    System.arraycopy(in, from, out, written, length);
    written += length;
  }

  private void copy(int offset, int length) {
    int rest = length;
    while (rest > 0) {
      int part = Math.min(rest, MAX_COPY_BYTES);
      out[written++] = (byte) (part - 1 << 2 | 2);
      out[written++] = (byte) offset;
      out[written++] = (byte) (offset >>> 8);
      rest -= part;
    }
  }
}
