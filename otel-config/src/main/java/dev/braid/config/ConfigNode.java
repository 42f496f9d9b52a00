/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One value of a configuration as it was written: a mapping, a list, a text, or nothing. Immutable.
 * Texts are typed by who reads them, so that {@code 0123} stays what the user wrote.
 */
public final class ConfigNode {
  /** What a value is. */
  public enum Kind {
    MAPPING,
    LIST,
    TEXT,
    EMPTY
  }

  private final Kind kind;
  private final Position position;
  private final String text;
  private final boolean quoted;
  private final Map<String, ConfigNode> entries;
  private final List<ConfigNode> items;

  private ConfigNode(
      Kind kind, Position position, Map<String, ConfigNode> entries, List<ConfigNode> items) {
    this.kind = kind;
    this.position = position;
    this.text = "";
    this.quoted = false;
    this.entries = entries;
    this.items = items;
  }

  private ConfigNode(Position position, String text, boolean quoted) {
    this.kind = Kind.TEXT;
    this.position = position;
    this.text = text;
    this.quoted = quoted;
    this.entries = Collections.emptyMap();
    this.items = Collections.emptyList();
  }

  /** A value that was left out, such as {@code batch:}. */
  public static ConfigNode empty(Position position) {
    return new ConfigNode(Kind.EMPTY, position, Collections.emptyMap(), Collections.emptyList());
  }

  /** A single value; {@code quoted} if quotes said that it is text whatever it looks like. */
  public static ConfigNode text(Position position, String text, boolean quoted) {
    return new ConfigNode(position, text, quoted);
  }

  /** A mapping, in the order of the source. */
  public static ConfigNode mapping(Position position, Map<String, ConfigNode> entries) {
    Map<String, ConfigNode> copy = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    return new ConfigNode(Kind.MAPPING, position, copy, Collections.emptyList());
  }

  /** A list. */
  public static ConfigNode list(Position position, List<ConfigNode> items) {
    return new ConfigNode(Kind.LIST, position, Collections.emptyMap(), List.copyOf(items));
  }

  public Kind kind() {
    return kind;
  }

  public Position position() {
    return position;
  }

  /** The text of a {@link Kind#TEXT}, otherwise empty. */
  public String text() {
    return text;
  }

  /** Whether a text stood in quotes. */
  public boolean isQuoted() {
    return quoted;
  }

  /** The entries of a {@link Kind#MAPPING} in the order of the source, otherwise none. */
  public Map<String, ConfigNode> entries() {
    return entries;
  }

  /** The items of a {@link Kind#LIST}, otherwise none. */
  public List<ConfigNode> items() {
    return items;
  }

  /**
   * This with {@code over} laid on it: mappings merge key by key, anything else is replaced, and an
   * empty value replaces nothing that is a mapping.
   */
  public ConfigNode merge(ConfigNode over) {
    if (kind != Kind.MAPPING || over.kind == Kind.EMPTY) {
      return over.kind == Kind.EMPTY && kind != Kind.TEXT ? this : over;
    }
    if (over.kind != Kind.MAPPING) {
      return over;
    }
    Map<String, ConfigNode> merged = new LinkedHashMap<>(entries);
    over.entries.forEach(
        (key, value) -> merged.merge(key, value, (below, above) -> below.merge(above)));
    return mapping(over.position, merged);
  }

  /** Whether {@code other} says the same, wherever it was written. */
  public boolean hasContentOf(ConfigNode other) {
    // The order of a mapping counts: some components apply their entries in turn.
    return kind == other.kind
        && text.equals(other.text)
        && new ArrayList<>(entries.keySet()).equals(new ArrayList<>(other.entries.keySet()))
        && haveContentOf(items, other.items)
        && haveContentOf(
            new ArrayList<>(entries.values()), new ArrayList<>(other.entries.values()));
  }

  private static boolean haveContentOf(List<ConfigNode> some, List<ConfigNode> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!some.get(i).hasContentOf(others.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** How a message names this value; never more than a glance of it. */
  String describe() {
    switch (kind) {
      case MAPPING:
        return "a mapping";
      case LIST:
        return "a list";
      case EMPTY:
        return "nothing";
      default:
        return "'" + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + "'";
    }
  }

  /** Each item's text, for messages and lists of names. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (ConfigNode item : items) {
      texts.add(item.text);
    }
    return texts;
  }
}
