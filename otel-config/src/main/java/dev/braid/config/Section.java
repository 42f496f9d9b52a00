/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A typed reader of one mapping. Nothing is thrown: a value that does not fit becomes a fault and
 * the default is returned, so that a user sees all faults at once. Each getter marks its key as
 * known; {@link #rejectUnknownKeys} reports the others. Used by one thread.
 */
public final class Section {
  private final String path;
  private final ConfigNode node;
  private final Faults faults;
  private final Set<String> known = new LinkedHashSet<>();
  private final Map<String, Section> children = new LinkedHashMap<>();

  private Section(String path, ConfigNode node, Faults faults) {
    this.path = path;
    this.node = node;
    this.faults = faults;
  }

  /** A reader of {@code node} found at {@code path}; a fault if it is no mapping. */
  public static Section of(String path, ConfigNode node, Faults faults) {
    if (node.kind() == ConfigNode.Kind.MAPPING || node.kind() == ConfigNode.Kind.EMPTY) {
      return new Section(path, node, faults);
    }
    faults.add(node.position(), path, "found " + node.describe() + ", allowed a mapping");
    return new Section(path, ConfigNode.empty(node.position()), faults);
  }

  /** Where this mapping stands in the whole, such as {@code exporters.otlp}; empty at the root. */
  public String path() {
    return path;
  }

  public Position position() {
    return node.position();
  }

  public Faults faults() {
    return faults;
  }

  /** The keys that were written, in order. Marks none as known. */
  public Set<String> keys() {
    return node.entries().keySet();
  }

  /** Whether {@code key} was written, be it without a value. */
  public boolean has(String key) {
    known.add(key);
    return node.entries().containsKey(key);
  }

  /** The untyped value of {@code key}; empty if it was not written. */
  public ConfigNode node(String key) {
    known.add(key);
    ConfigNode value = node.entries().get(key);
    return value == null ? ConfigNode.empty(node.position()) : value;
  }

  /** Text with a default. */
  public String string(String key, String fallback) {
    String value = optionalString(key);
    return value == null ? fallback : value;
  }

  /** Text that need not be there: null if it is not. */
  public @Nullable String optionalString(String key) {
    ConfigNode value = node(key);
    if (value.kind() == ConfigNode.Kind.TEXT) {
      return value.text();
    }
    if (value.kind() != ConfigNode.Kind.EMPTY) {
      wrong(key, value, "a text");
    }
    return null;
  }

  /** Text that has to be there; a fault and an empty string otherwise. */
  public String requiredString(String key) {
    ConfigNode value = node(key);
    if (value.kind() == ConfigNode.Kind.TEXT && !value.text().trim().isEmpty()) {
      return value.text();
    }
    wrong(key, value, "a text");
    return "";
  }

  /** A whole number within bounds, both inclusive. */
  public long number(String key, long fallback, long min, long max) {
    ConfigNode value = node(key);
    if (value.kind() == ConfigNode.Kind.EMPTY) {
      return fallback;
    }
    try {
      long number = Long.parseLong(value.text());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a number out of bounds.
    }
    wrong(key, value, "a whole number from " + min + " to " + max);
    return fallback;
  }

  /** As {@link #number}, for counts that fit an int. */
  public int integer(String key, int fallback, int min, int max) {
    return (int) number(key, fallback, min, max);
  }

  /** A number with a fraction within bounds, both inclusive. */
  public double decimal(String key, double fallback, double min, double max) {
    ConfigNode value = node(key);
    if (value.kind() == ConfigNode.Kind.EMPTY) {
      return fallback;
    }
    try {
      double number = Double.parseDouble(value.text());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a number out of bounds.
    }
    wrong(key, value, "a number from " + min + " to " + max);
    return fallback;
  }

  /** A switch. */
  public boolean bool(String key, boolean fallback) {
    ConfigNode value = node(key);
    if (value.kind() == ConfigNode.Kind.EMPTY) {
      return fallback;
    }
    String text = value.text().toLowerCase(Locale.ROOT);
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    wrong(key, value, "true or false");
    return fallback;
  }

  /** A length of time in Go's notation ({@code 1h30m}, {@code 250ms}); not negative. */
  public Duration duration(String key, Duration fallback) {
    ConfigNode value = node(key);
    if (value.kind() == ConfigNode.Kind.EMPTY) {
      return fallback;
    }
    Duration parsed = Amounts.duration(value.text());
    if (parsed == null) {
      wrong(key, value, "a duration such as 500ms, 30s or 1h30m");
      return fallback;
    }
    return parsed;
  }

  /** A number of bytes: {@code 1048576}, {@code 64KiB}, {@code 10MB}; not negative. */
  public long bytes(String key, long fallback) {
    ConfigNode value = node(key);
    if (value.kind() == ConfigNode.Kind.EMPTY) {
      return fallback;
    }
    Long parsed = Amounts.bytes(value.text());
    if (parsed == null) {
      wrong(key, value, "a size such as 65536, 64KiB or 10MB");
      return fallback;
    }
    return parsed;
  }

  /** One of the {@code allowed} words. */
  public String choice(String key, String fallback, List<String> allowed) {
    ConfigNode value = node(key);
    if (value.kind() == ConfigNode.Kind.EMPTY || allowed.contains(value.text())) {
      return value.kind() == ConfigNode.Kind.EMPTY ? fallback : value.text();
    }
    wrong(
        key,
        value,
        "one of " + String.join(", ", allowed) + NearestName.hint(value.text(), allowed));
    return fallback;
  }

  /** One of an enum's constants, written in lower case. */
  public <E extends Enum<E>> E choice(String key, E fallback) {
    List<String> allowed = new ArrayList<>();
    for (E constant : fallback.getDeclaringClass().getEnumConstants()) {
      allowed.add(spelling(constant));
    }
    String chosen = choice(key, spelling(fallback), allowed);
    return fallback.getDeclaringClass().getEnumConstants()[allowed.indexOf(chosen)];
  }

  private static String spelling(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** A list of texts; a single text counts as a list of one. */
  public List<String> strings(String key) {
    ConfigNode value = node(key);
    if (value.kind() == ConfigNode.Kind.TEXT) {
      return List.of(value.text());
    }
    for (ConfigNode item : value.items()) {
      if (item.kind() != ConfigNode.Kind.TEXT) {
        faults.add(item.position(), pathOf(key), "found " + item.describe() + ", allowed a text");
        return List.of();
      }
    }
    if (value.kind() == ConfigNode.Kind.MAPPING) {
      wrong(key, value, "a list of texts");
    }
    return value.texts();
  }

  /** The items of a list, each with its own position. */
  public List<ConfigNode> items(String key) {
    ConfigNode value = node(key);
    if (value.kind() != ConfigNode.Kind.LIST && value.kind() != ConfigNode.Kind.EMPTY) {
      wrong(key, value, "a list");
    }
    return value.items();
  }

  /** A mapping of texts to texts, in the order of the source. */
  public Map<String, String> stringMap(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    Section child = section(key);
    for (String name : child.keys()) {
      texts.put(name, child.string(name, ""));
    }
    return Collections.unmodifiableMap(texts);
  }

  /** The mapping at {@code key}; an empty one if there is none. The same reader at each call. */
  public Section section(String key) {
    Section child = children.get(key);
    if (child == null) {
      child = of(pathOf(key), node(key), faults);
      children.put(key, child);
    }
    return child;
  }

  /** Takes {@code key} as known and warns, if it was written, that it does nothing here. */
  public void ignored(String key, String why) {
    if (has(key)) {
      faults.warn(node(key).position(), pathOf(key), "is ignored: " + why);
    }
  }

  /** Records that the value of {@code key} cannot be used. */
  public void fault(String key, String message) {
    faults.add(node(key).position(), pathOf(key), message);
  }

  /** Reports each key that nobody asked for, here and in the children that were read. */
  public void rejectUnknownKeys() {
    for (String key : keys()) {
      if (!known.contains(key)) {
        ConfigNode value = node.entries().get(key);
        Position at = value == null ? position() : value.position();
        String allowed = known.isEmpty() ? "no key" : String.join(", ", new TreeSet<>(known));
        faults.add(
            at, pathOf(key), "unknown key, allowed " + allowed + NearestName.hint(key, known));
      }
    }
    children.values().forEach(Section::rejectUnknownKeys);
  }

  /** The path of {@code key} from the root. */
  public String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private void wrong(String key, ConfigNode found, String allowed) {
    faults.add(found.position(), pathOf(key), "found " + found.describe() + ", allowed " + allowed);
  }
}
