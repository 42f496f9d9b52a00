/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A package prefix that is another one in a relocated API, as {@code jakarta.} is {@code javax.} in
 * older Servlet versions. Immutable.
 */
final class Rename {
  static final Rename NONE = new Rename("", "");

  private static final char ARROW = '>';

  private final String from;
  private final String to;

  Rename(String from, String to) {
    this.from = from;
    this.to = to;
  }

  /** Reverses {@link #toString}. */
  static Rename parse(String text) {
    int arrow = text.indexOf(ARROW);
    return new Rename(text.substring(0, arrow), text.substring(arrow + 1));
  }

  /** The name or descriptor with the prefix replaced, in dotted and in internal form. */
  String apply(String text) {
    if (from.isEmpty()) {
      return text;
    }
    return text.replace(from, to).replace(from.replace('.', '/'), to.replace('.', '/'));
  }

  /** The class file with all string constants renamed; the same array if nothing is to do. */
  byte[] apply(byte[] classFile) {
    if (from.isEmpty()) {
      return classFile;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(classFile.length);
    out.write(classFile, 0, 10);
    int count = u2(classFile, 8);
    int at = 10;
    for (int i = 1; i < count; i++) {
      int tag = classFile[at];
      int size = sizeOf(classFile, at);
      if (tag == 1) {
        writeUtf8(out, classFile, at + 3, size - 3);
      } else {
        out.write(classFile, at, size);
      }
      if (tag == 5 || tag == 6) {
        i++;
      }
      at += size;
    }
    out.write(classFile, at, classFile.length - at);
    return out.toByteArray();
  }

  /** One byte a character keeps modified UTF-8 intact, whatever it says. */
  private void writeUtf8(ByteArrayOutputStream out, byte[] bytes, int offset, int length) {
    String text = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    byte[] renamed = apply(text).getBytes(StandardCharsets.ISO_8859_1);
    out.write(1);
    out.write(renamed.length >>> 8);
    out.write(renamed.length);
    out.write(renamed, 0, renamed.length);
  }

  private static int sizeOf(byte[] bytes, int at) {
    switch (bytes[at]) {
      case 1:
        return 3 + u2(bytes, at + 1);
      case 5:
      case 6:
        return 9;
      case 7:
      case 8:
      case 16:
      case 19:
      case 20:
        return 3;
      case 15:
        return 4;
      default:
        return 5;
    }
  }

  private static int u2(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  @Override
  public String toString() {
    return from + ARROW + to;
  }
}
