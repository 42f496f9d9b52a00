/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.attributes;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.braid.collector.processor.match.NameSet;
import dev.braid.config.ConfigNode;
import dev.braid.config.Section;
import dev.braid.otlp.AnyValueView;
import dev.braid.otlp.edit.AnyValue;
import dev.braid.otlp.edit.EditableAttributes;
import dev.braid.otlp.edit.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads actions on attributes.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/attributesprocessor">
 *     the processor whose keys these are</a>
 */
public final class AttributeActionReader {
  private static final List<String> ACTIONS =
      List.of("insert", "update", "upsert", "delete", "hash", "extract", "convert");

  private static final List<String> KEYS =
      List.of("key", "pattern", "value", "from_attribute", "from_context", "converted_type");

  private final Section section;

  private AttributeActionReader(Section section) {
    this.section = section;
  }

  /** Reads the list of actions at {@code key}, which must not be empty. */
  public static List<AttributeAction> read(Section parent, String key) {
    List<AttributeAction> actions = new ArrayList<>();
    for (ConfigNode node : parent.items(key)) {
      Section section = Section.of(parent.pathOf(key), node, parent.faults());
      new AttributeActionReader(section).read().ifPresent(actions::add);
      section.rejectUnknownKeys();
    }
    if (parent.node(key).items().isEmpty()) {
      parent.fault(key, "found no action, allowed a list with at least one");
    }
    return List.copyOf(actions);
  }

  private Optional<AttributeAction> read() {
    String action = section.requiredString("action").toLowerCase(Locale.ROOT);
    switch (action) {
      case "insert", "update", "upsert":
        forbid(action, Set.of("pattern", "converted_type"));
        return Optional.of(put(action, key(), ValueSource.read(section)));
      case "delete":
        forbid(action, Set.of("value", "from_attribute", "from_context", "converted_type"));
        return Optional.of(delete(keyOrPattern(), pattern()));
      case "hash":
        forbid(action, Set.of("value", "from_attribute", "from_context", "converted_type"));
        return Optional.of(hash(keyOrPattern(), pattern()));
      case "extract":
        forbid(action, Set.of("value", "from_attribute", "from_context", "converted_type"));
        return extract(key());
      case "convert":
        forbid(action, Set.of("value", "from_attribute", "from_context", "pattern"));
        return Optional.of(convert(key()));
      case "":
        KEYS.forEach(section::has);
        return Optional.empty();
      default:
        section.choice("action", "", ACTIONS);
        KEYS.forEach(section::has);
        return Optional.empty();
    }
  }

  private Key key() {
    return Key.of(section.requiredString("key"));
  }

  private @Nullable Key keyOrPattern() {
    String key = section.string("key", "");
    if (key.isEmpty() && !section.has("pattern")) {
      section.fault("key", "found nothing, allowed a key, a pattern or both");
    }
    return key.isEmpty() ? null : Key.of(key);
  }

  private @Nullable Pattern pattern() {
    String expression = section.string("pattern", "");
    List<Pattern> patterns =
        expression.isEmpty()
            ? List.of()
            : NameSet.patterns(section, "pattern", List.of(expression));
    return patterns.isEmpty() ? null : patterns.get(0);
  }

  private void forbid(String action, Set<String> keys) {
    for (String key : keys) {
      if (section.keys().contains(key)) {
        section.fault(key, "means nothing for the action " + action + "; leave it out");
      }
    }
  }

  private static AttributeAction put(String action, Key key, ValueSource source) {
    return (attributes, metadata) -> {
      AnyValue value = source.value(attributes, metadata);
      if (value == null) {
        return;
      }
      switch (action) {
        case "insert" -> attributes.putIfAbsent(key, value);
        case "update" -> attributes.replace(key, value);
        default -> attributes.put(key, value);
      }
    };
  }

  private static AttributeAction delete(@Nullable Key key, @Nullable Pattern pattern) {
    return (attributes, metadata) -> {
      if (key != null) {
        attributes.remove(key);
      }
      if (pattern != null) {
        attributes.rewind();
        while (attributes.next()) {
          if (pattern.matcher(attributes.key().toString()).find()) {
            attributes.removeCurrent();
          }
        }
      }
    };
  }

  private static AttributeAction hash(@Nullable Key key, @Nullable Pattern pattern) {
    return (attributes, metadata) -> {
      if (key != null) {
        replace(attributes, key, Conversion::hash);
      }
      if (pattern != null) {
        attributes.rewind();
        while (attributes.next()) {
          if (pattern.matcher(attributes.key().toString()).find()) {
            attributes.setCurrent(Conversion.hash(attributes.value()));
          }
        }
      }
    };
  }

  private Optional<AttributeAction> extract(Key key) {
    Pattern pattern = pattern();
    if (pattern == null) {
      section.fault("pattern", "found nothing, allowed a regular expression with named groups");
      return Optional.empty();
    }
    Key[] names = new Key[pattern.groupCount()];
    pattern.namedGroups().forEach((name, index) -> names[index - 1] = Key.of(name));
    if (names.length == 0 || pattern.namedGroups().size() < names.length) {
      section.fault("pattern", "found a group without a name, or none; name every group: (?P<x>.)");
      return Optional.empty();
    }
    return Optional.of((attributes, metadata) -> extract(attributes, key, pattern, names));
  }

  private static void extract(
      EditableAttributes attributes, Key key, Pattern pattern, Key[] names) {
    AnyValueView value = attributes.get(key);
    if (value == null || value.kind() != AnyValueView.Kind.STRING) {
      return;
    }
    Matcher matcher = pattern.matcher(value.asText());
    if (matcher.find()) {
      for (int i = 0; i < names.length; i++) {
        String group = matcher.group(i + 1);
        attributes.put(names[i], AnyValue.of(group == null ? "" : group));
      }
    }
  }

  private AttributeAction convert(Key key) {
    String type = section.choice("converted_type", "", List.of("string", "int", "double"));
    if (!section.has("converted_type")) {
      section.fault("converted_type", "found nothing, allowed string, int or double");
    }
    Function<AnyValueView, @Nullable AnyValue> conversion =
        switch (type) {
          case "int" -> Conversion::toInt;
          case "double" -> Conversion::toDouble;
          default -> Conversion::toText;
        };
    return (attributes, metadata) -> replace(attributes, key, conversion);
  }

  private static void replace(
      EditableAttributes attributes,
      Key key,
      Function<AnyValueView, @Nullable AnyValue> replacement) {
    AnyValueView value = attributes.get(key);
    AnyValue replaced = value == null ? null : replacement.apply(value);
    if (replaced != null) {
      attributes.replace(key, replaced);
    }
  }

  /** Does each of {@code actions} to {@code attributes}, in order. */
  public static void apply(
      List<AttributeAction> actions, EditableAttributes attributes, Map<String, String> metadata) {
    for (AttributeAction action : actions) {
      action.apply(attributes, metadata);
    }
  }
}
