/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters;

import dev.braid.exporters.SettingValue.Fields;
import dev.braid.exporters.SettingValue.Items;
import dev.braid.exporters.SettingValue.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A reader of one mapping of a configuration. Getters never throw: a value that does not fit is
 * recorded as a {@link SettingsFault} and the default is returned, so that a user sees all faults
 * at once.
 *
 * <p>Each getter marks its key as known; {@link #rejectUnknownKeys} reports the others. Used by one
 * thread, while a configuration is read.
 */
public final class Settings {

  private final String path;
  private final Fields written;
  private final List<SettingsFault> faults;
  private final List<SettingsFault> warnings;
  private final Set<String> known = new LinkedHashSet<>();
  private final Map<String, Settings> children = new LinkedHashMap<>();

  private Settings(
      String path, Fields written, List<SettingsFault> faults, List<SettingsFault> warnings) {
    this.path = path;
    this.written = written;
    this.faults = faults;
    this.warnings = warnings;
  }

  /** A reader of {@code written} found at {@code path}, such as {@code exporters.otlp}. */
  public static Settings of(String path, Fields written) {
    return new Settings(path, written, new ArrayList<>(), new ArrayList<>());
  }

  /** What is wrong so far, here and in children. */
  public List<SettingsFault> faults() {
    return Collections.unmodifiableList(faults);
  }

  /** What works but should be changed, here and in children. */
  public List<SettingsFault> warnings() {
    return Collections.unmodifiableList(warnings);
  }

  /** The path of {@code key} from the root of the configuration. */
  public String pathOf(String key) {
    return path + "." + key;
  }

  /** Whether {@code key} was written, be it without a value. */
  public boolean has(String key) {
    known.add(key);
    return written.fields().containsKey(key);
  }

  /** Text that need not be there. Numbers and booleans are taken as written. */
  public Optional<String> string(String key) {
    return scalar(key).map(String::valueOf);
  }

  /** Text with a default. */
  public String string(String key, String fallback) {
    return string(key).orElse(fallback);
  }

  /** Text that has to be there and not be blank; a fault and an empty string otherwise. */
  public String requiredString(String key) {
    String value = string(key).orElse("");
    if (value.isBlank() && !isFaulty(key)) {
      fault(key, "is missing, must be set");
    }
    return value;
  }

  /** A whole number within bounds, both inclusive. */
  public int integer(String key, int fallback, int min, int max) {
    Optional<Object> value = scalar(key);
    if (value.isEmpty()) {
      return fallback;
    }
    try {
      long number = Long.parseLong(String.valueOf(value.get()));
      if (number >= min && number <= max) {
        return (int) number;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a number out of bounds.
    }
    return wrong(key, value.get(), "a whole number from " + min + " to " + max, fallback);
  }

  /** A switch. */
  public boolean bool(String key, boolean fallback) {
    Optional<Object> value = scalar(key);
    if (value.isEmpty()) {
      return fallback;
    }
    return switch (String.valueOf(value.get())) {
      case "true" -> true;
      case "false" -> false;
      default -> wrong(key, value.get(), "true or false", fallback);
    };
  }

  /** A length of time in Go's notation ({@code 1h30m}, {@code 250ms}); not negative. */
  public Duration duration(String key, Duration fallback) {
    Optional<Object> value = scalar(key);
    if (value.isEmpty()) {
      return fallback;
    }
    Duration parsed = Amounts.duration(String.valueOf(value.get()));
    return parsed != null
        ? parsed
        : wrong(key, value.get(), "a duration such as 500ms, 30s or 1h30m", fallback);
  }

  /** A number of bytes: {@code 1048576}, {@code 64KiB}, {@code 10MB}; not negative. */
  public long bytes(String key, long fallback) {
    Optional<Object> value = scalar(key);
    if (value.isEmpty()) {
      return fallback;
    }
    Long parsed = Amounts.bytes(String.valueOf(value.get()));
    return parsed != null
        ? parsed
        : wrong(key, value.get(), "a size such as 65536, 64KiB or 10MB", fallback);
  }

  /** One of an enum's constants, written in lower case. */
  public <E extends Enum<E>> E choice(String key, E fallback) {
    Optional<Object> value = scalar(key);
    if (value.isEmpty()) {
      return fallback;
    }
    String text = String.valueOf(value.get());
    List<String> allowed = new ArrayList<>();
    for (E constant : fallback.getDeclaringClass().getEnumConstants()) {
      if (spelling(constant).equals(text)) {
        return constant;
      }
      allowed.add(spelling(constant));
    }
    String expected = "one of " + String.join(", ", allowed);
    return wrong(key, value.get(), expected + NearestName.hint(text, allowed), fallback);
  }

  /** A list of texts; a single text counts as a list of one. */
  public List<String> strings(String key) {
    SettingValue value = take(key);
    if (value == null) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    List<SettingValue> items = value instanceof Items list ? list.items() : List.of(value);
    for (SettingValue item : items) {
      if (item instanceof Scalar scalar) {
        texts.add(scalar.value() == null ? "" : String.valueOf(scalar.value()));
      } else {
        return wrong(key, item, "a list of texts", List.of());
      }
    }
    return List.copyOf(texts);
  }

  /** A mapping of texts to texts, in the order of the source. */
  public Map<String, String> map(String key) {
    SettingValue value = take(key);
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Fields fields)) {
      return wrong(key, value, "a mapping of names to texts", Map.of());
    }
    Map<String, String> texts = new LinkedHashMap<>();
    fields
        .fields()
        .forEach(
            (name, item) -> {
              if (item instanceof Scalar scalar) {
                texts.put(name, scalar.value() == null ? "" : String.valueOf(scalar.value()));
              } else {
                wrong(key + "." + name, item, "a text", "");
              }
            });
    return Collections.unmodifiableMap(texts);
  }

  /** The mapping at {@code key}; an empty one if there is none. The same reader at each call. */
  public Settings child(String key) {
    return children.computeIfAbsent(
        key,
        k -> {
          SettingValue value = take(k);
          if (value != null && !(value instanceof Fields)) {
            wrong(k, value, "a mapping", Fields.empty());
          }
          Fields fields = value instanceof Fields found ? found : Fields.empty();
          return new Settings(pathOf(k), fields, faults, warnings);
        });
  }

  /** Takes {@code key} as known and warns, if it was written, that it does nothing here. */
  public void ignored(String key, String why) {
    if (has(key)) {
      warnings.add(new SettingsFault(pathOf(key), place(key), "is ignored: " + why));
    }
  }

  /** Takes {@code key} as known without reading it: another reader does. */
  public void knownElsewhere(String... keys) {
    known.addAll(List.of(keys));
  }

  /** Records that the value of {@code key} cannot be used. */
  public void fault(String key, String message) {
    faults.add(new SettingsFault(pathOf(key), place(key), message));
  }

  /** Reports each key that nobody asked for, here and in the children that were read. */
  public void rejectUnknownKeys() {
    for (String key : written.fields().keySet()) {
      if (!known.contains(key)) {
        String allowed = known.stream().sorted().collect(Collectors.joining(", "));
        fault(key, "unknown key" + NearestName.hint(key, known) + "; known here: " + allowed);
      }
    }
    children.values().forEach(Settings::rejectUnknownKeys);
  }

  private Optional<Object> scalar(String key) {
    SettingValue value = take(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Scalar scalar) {
      return Optional.ofNullable(scalar.value());
    }
    return wrong(key, value, "a single value", Optional.empty());
  }

  /** The value of {@code key}; null if absent or written without one. */
  private @Nullable SettingValue take(String key) {
    known.add(key);
    SettingValue value = written.fields().get(key);
    return value instanceof Scalar scalar && scalar.value() == null ? null : value;
  }

  private <T> T wrong(String key, Object found, String expected, T fallback) {
    fault(key, "got " + describe(found) + ", must be " + expected);
    return fallback;
  }

  private boolean isFaulty(String key) {
    return faults.stream().anyMatch(fault -> fault.path().equals(pathOf(key)));
  }

  private String place(String key) {
    SettingValue value = written.fields().get(key);
    return value == null ? written.place() : value.place();
  }

  private static String describe(Object found) {
    if (found instanceof Fields) {
      return "a mapping";
    }
    if (found instanceof Items) {
      return "a list";
    }
    return found instanceof Scalar scalar ? String.valueOf(scalar.value()) : "'" + found + "'";
  }

  private static String spelling(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT);
  }
}
