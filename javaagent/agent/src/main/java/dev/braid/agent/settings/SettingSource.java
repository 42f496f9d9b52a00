/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings by their property names: system property first, then environment variable, then
 * properties file. Beside a declarative file nothing else is asked, as OpenTelemetry has it, but
 * for what that file cannot say. A value that cannot be read is warned of, and the fallback is
 * taken. Used by one thread until it is sealed.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/">the
 *     rules for values that cannot be read</a>
 */
final class SettingSource {
  private final Map<String, String> environment;
  private final Properties properties;
  final SettingFile file;
  final List<String> faults = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  SettingSource(Map<String, String> environment, Properties properties) {
    this.environment = environment;
    this.properties = properties;
    // While the file is being looked for, there is none.
    this.file =
        SettingFile.named(
            new SettingSource(environment, properties, SettingFile.NONE), faults, warnings);
  }

  private SettingSource(Map<String, String> environment, Properties properties, SettingFile file) {
    this.environment = environment;
    this.properties = properties;
    this.file = file;
  }

  List<String> warnings() {
    return Collections.unmodifiableList(warnings);
  }

  Map<String, String> environment() {
    return environment;
  }

  Properties properties() {
    return properties;
  }

  /** The text of a setting, or null where it is absent or empty. */
  @Nullable String text(String name) {
    String value = null;
    if (!file.isDeclarative || SettingNames.isOutsideOfFiles(name)) {
      value = properties.getProperty(name);
      if (value == null) {
        value = environment.get(variable(name));
      }
    }
    if (value == null) {
      value = file.values.get(name);
    }
    return value == null || value.trim().isEmpty() ? null : value.trim();
  }

  /** Adds a line, once: some settings are read for each signal or each instrumentation. */
  void warn(String line) {
    if (!warnings.contains(line)) {
      warnings.add(line);
    }
  }

  /** How a message names a setting: as it was written, or by both of its names. */
  String named(String name) {
    String place = file.places.get(name);
    String written = place == null ? name : place + ' ' + name;
    if (file.isDeclarative && !SettingNames.isOutsideOfFiles(name)) {
      return written;
    }
    if (properties.getProperty(name) != null) {
      return name;
    }
    String variable = variable(name);
    return environment.containsKey(variable) ? variable : written;
  }

  static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  String text(String name, String fallback) {
    String value = text(name);
    return value == null ? fallback : value;
  }

  boolean flag(String name, boolean fallback) {
    String value = text(name);
    if (value == null) {
      return fallback;
    }
    if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
      return value.equalsIgnoreCase("true");
    }
    return malformed(name, value, "true or false", fallback);
  }

  int number(String name, int fallback, int min, int max) {
    String value = text(name);
    if (value == null) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      // told below
    }
    return malformed(name, value, "a number from " + min + " to " + max, fallback);
  }

  double fraction(String name, double fallback) {
    String value = text(name);
    if (value == null) {
      return fallback;
    }
    try {
      double number = Double.parseDouble(value);
      if (number >= 0 && number <= 1) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      // told below
    }
    return malformed(name, value, "a number from 0 to 1", fallback);
  }

  /** Milliseconds; a unit of ms, s, m, h or d may follow. */
  int millis(String name, int fallback) {
    String value = text(name);
    if (value == null) {
      return fallback;
    }
    int digits = 0;
    while (digits < value.length() && Character.isDigit(value.charAt(digits))) {
      digits++;
    }
    long unit = unitMillis(value.substring(digits).trim());
    if (digits > 0 && digits < 10 && unit > 0) {
      long millis = Long.parseLong(value.substring(0, digits)) * unit;
      if (millis <= Integer.MAX_VALUE) {
        return (int) millis;
      }
    }
    return malformed(name, value, "a time such as 500 (milliseconds) or 5s", fallback);
  }

  private static long unitMillis(String unit) {
    switch (unit) {
      case "":
      case "ms":
        return 1;
      case "s":
        return 1_000;
      case "m":
        return 60_000;
      case "h":
        return 3_600_000;
      case "d":
        return 86_400_000;
      default:
        return 0;
    }
  }

  /** Words between commas. */
  List<String> list(String name, String fallback) {
    List<String> words = new ArrayList<>();
    String text = text(name, fallback);
    int start = 0;
    while (start <= text.length()) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      String word = text.substring(start, end).trim();
      if (!word.isEmpty() && !words.contains(word)) {
        words.add(word);
      }
      start = end + 1;
    }
    return words;
  }

  /** Names and values as {@code a=b,c=d}, percent-encoded values decoded. */
  Map<String, String> map(String name) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String pair : list(name, "")) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        malformed(name, masked(pair), "pairs such as name=value,other=value", map);
      } else {
        map.put(
            pair.substring(0, equals).trim(),
            PercentCode.decode(pair.substring(equals + 1).trim()));
      }
    }
    return map;
  }

  /** Pairs may hold secrets. */
  private static String masked(String pair) {
    return pair.length() + " characters";
  }

  private <T> T malformed(String name, String found, String expected, T fallback) {
    warn(
        named(name)
            + ": got "
            + found
            + ", must be "
            + expected
            + "; taking "
            + (fallback instanceof Map ? "the rest" : fallback));
    return fallback;
  }
}
