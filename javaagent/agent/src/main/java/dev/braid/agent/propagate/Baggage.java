/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.propagate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and values that travel with a request. Immutable. */
public final class Baggage {
  public static final Baggage EMPTY = new Baggage(Collections.emptyMap());

  private final Map<String, Entry> entries;

  private Baggage(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /** Baggage of these entries, in their order. */
  public static Baggage of(Map<String, Entry> entries) {
    return entries.isEmpty()
        ? EMPTY
        : new Baggage(Collections.unmodifiableMap(new LinkedHashMap<>(entries)));
  }

  public Map<String, Entry> entries() {
    return entries;
  }

  /** The value of a name, or null. */
  public @Nullable String get(String name) {
    Entry entry = entries.get(name);
    return entry == null ? null : entry.value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Baggage && entries.equals(((Baggage) other).entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  /** A value and the properties behind it, as text. */
  public static final class Entry {
    public final String value;
    public final String metadata;

    public Entry(String value, String metadata) {
      this.value = value;
      this.metadata = metadata;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Entry
          && value.equals(((Entry) other).value)
          && metadata.equals(((Entry) other).metadata);
    }

    @Override
    public int hashCode() {
      return 31 * value.hashCode() + metadata.hashCode();
    }
  }
}
