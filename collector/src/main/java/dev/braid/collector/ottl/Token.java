/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

/**
 * A word of a statement.
 *
 * @param text as written, strings without quotes and escapes
 * @param offset of its first character
 */
record Token(Kind kind, String text, int offset) {
  enum Kind {
    BYTES,
    FLOAT,
    INT,
    STRING,
    NAME,
    COMPARISON,
    SYMBOL,
    END
  }

  boolean is(String symbolOrWord) {
    return (kind == Kind.SYMBOL || kind == Kind.NAME || kind == Kind.COMPARISON)
        && text.equals(symbolOrWord);
  }

  /** How a message names it. */
  String describe() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
