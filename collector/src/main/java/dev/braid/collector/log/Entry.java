/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.log;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What is appended.
 *
 * @param kind what the body is, for the reader
 * @param body its bytes in pieces, which stay as they are until the append is answered
 */
public record Entry(byte kind, List<ByteBuffer> body) {
  public Entry {
    body = List.copyOf(body);
  }

  int bodyBytes() {
    int bytes = 0;
    for (ByteBuffer part : body) {
      bytes = Math.addExact(bytes, part.remaining());
    }
    return bytes;
  }
}
