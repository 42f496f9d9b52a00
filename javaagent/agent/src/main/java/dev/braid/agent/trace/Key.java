/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

import dev.braid.otlp.AttributeWriter;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The name of an attribute, encoded once. Equal by name; make one constant of each. */
public final class Key {
  /** Names that an application may make up; past it they are encoded each time. */
  private static final int MAX_INTERNED = 2_000;

  private static final ConcurrentHashMap<String, Key> INTERNED = new ConcurrentHashMap<>();

  final byte[] encoded;
  private final String name;
  private final int hash;

  private Key(String name) {
    this.name = name;
    this.hash = name.hashCode();
    this.encoded = AttributeWriter.encodeKey(name);
  }

  /** The key of that name. */
  public static Key of(String name) {
    Key known = INTERNED.get(name);
    if (known != null) {
      return known;
    }
    Key key = new Key(name);
    if (INTERNED.size() < MAX_INTERNED) {
      Key raced = INTERNED.putIfAbsent(name, key);
      return raced == null ? key : raced;
    }
    return key;
  }

  public String name() {
    return name;
  }

  @SuppressWarnings("ReferenceEquality") // the fast path: keys are constants
  boolean is(Key other) {
    return this == other || (hash == other.hash && name.equals(other.name));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Key && is((Key) other);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return name;
  }
}
