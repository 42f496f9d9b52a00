/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings by their property names: system property first, then environment variable, then
 * configuration file. A value that cannot be read is a fault, and the fallback is taken.
 */
final class SettingSource {
  private final Map<String, String> environment;
  private final Properties properties;
  private final Map<String, String> file;
  final List<String> faults = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();

  SettingSource(Map<String, String> environment, Properties properties, Map<String, String> file) {
    this.environment = environment;
    this.properties = properties;
    this.file = file;
  }

  /** The text of a setting, or null where it is absent or empty. */
  @Nullable String text(String name) {
    String value = properties.getProperty(name);
    if (value == null) {
      value = environment.get(variable(name));
    }
    if (value == null) {
      value = file.get(name);
    }
    return value == null || value.trim().isEmpty() ? null : value.trim();
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
    return fault(name, value, "true or false", fallback);
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
    return fault(name, value, "a number from " + min + " to " + max, fallback);
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
    return fault(name, value, "a number from 0 to 1", fallback);
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
    return fault(name, value, "a time such as 500 (milliseconds) or 5s", fallback);
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
        fault(name, masked(pair), "pairs such as name=value,other=value", 0);
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

  private <T> T fault(String name, String found, String expected, T fallback) {
    faults.add(
        name
            + " ("
            + variable(name)
            + "): got "
            + found
            + ", must be "
            + expected
            + "; taking the default");
    return fallback;
  }
}
