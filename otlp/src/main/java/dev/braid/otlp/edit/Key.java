/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.edit;

import java.nio.charset.StandardCharsets;

/** An attribute key with its UTF-8 form, made once and used often. Immutable. */
public final class Key {
  private final String text;
  private final byte[] utf8;

  private Key(String text) {
    this.text = text;
    this.utf8 = text.getBytes(StandardCharsets.UTF_8);
  }

  public static Key of(String text) {
    return new Key(text);
  }

  byte[] utf8() {
    return utf8;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key && ((Key) other).text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The key itself. */
  @Override
  public String toString() {
    return text;
  }
}
