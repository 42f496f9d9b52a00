/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Turns OpenTelemetry's names and units into Prometheus's.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/">
 *     Prometheus and OpenMetrics compatibility</a>
 */
final class MetricNames {

  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("d", "days"),
          Map.entry("h", "hours"),
          Map.entry("min", "minutes"),
          Map.entry("s", "seconds"),
          Map.entry("ms", "milliseconds"),
          Map.entry("us", "microseconds"),
          Map.entry("ns", "nanoseconds"),
          Map.entry("By", "bytes"),
          Map.entry("KiBy", "kibibytes"),
          Map.entry("MiBy", "mebibytes"),
          Map.entry("GiBy", "gibibytes"),
          Map.entry("TiBy", "tibibytes"),
          Map.entry("KBy", "kilobytes"),
          Map.entry("kBy", "kilobytes"),
          Map.entry("MBy", "megabytes"),
          Map.entry("GBy", "gigabytes"),
          Map.entry("TBy", "terabytes"),
          Map.entry("m", "meters"),
          Map.entry("V", "volts"),
          Map.entry("A", "amperes"),
          Map.entry("J", "joules"),
          Map.entry("W", "watts"),
          Map.entry("g", "grams"),
          Map.entry("Cel", "celsius"),
          Map.entry("Hz", "hertz"),
          Map.entry("%", "percent"),
          Map.entry("1", ""));

  private static final Map<String, String> PER_UNITS =
      Map.of(
          "s", "second", "m", "minute", "min", "minute", "h", "hour", "d", "day", "w", "week", "mo",
          "month", "y", "year");

  private MetricNames() {}

  /** The sample name of a metric, without what a histogram's parts add. */
  static String metric(String namespace, String name, String unit, Kind kind, boolean suffixes) {
    List<String> tokens = tokens(name);
    if (suffixes) {
      for (String part : unitSuffix(unit).split("_", -1)) {
        if (!part.isEmpty() && !tokens.contains(part)) {
          tokens.add(part);
        }
      }
      if (kind == Kind.COUNTER) {
        tokens.removeIf("total"::equals);
        tokens.add("total");
      } else if (kind == Kind.GAUGE && unit.equals("1")) {
        tokens.removeIf("ratio"::equals);
        tokens.add("ratio");
      }
    }
    String joined = String.join("_", tokens);
    String whole =
        namespace.isEmpty() ? joined : String.join("_", tokens(namespace)) + "_" + joined;
    return whole.isEmpty() || isDigit(whole.charAt(0)) ? "_" + whole : whole;
  }

  /** {@code seconds} for {@code s}, {@code bytes_per_second} for {@code By/s}; may be empty. */
  static String unitSuffix(String unit) {
    int brace = unit.indexOf('{');
    int slash = unit.indexOf('/');
    String main = clean(slash < 0 ? unit : unit.substring(0, slash), UNITS);
    if (slash < 0 || (brace >= 0 && brace < slash && unit.indexOf('}') > slash)) {
      return main;
    }
    String per = clean(unit.substring(slash + 1), PER_UNITS);
    String suffix = per.isEmpty() ? "" : "per_" + per;
    return main.isEmpty() || suffix.isEmpty() ? main + suffix : main + "_" + suffix;
  }

  private static String clean(String unit, Map<String, String> words) {
    String bare = unit.strip();
    if (bare.contains("{")) {
      return "";
    }
    String word = words.get(bare);
    return word != null ? word : String.join("_", tokens(bare));
  }

  /** A label's name: letters, digits and underscores, not starting with a digit. */
  static String label(String key) {
    StringBuilder name = new StringBuilder(key.length() + 1);
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      char kept = isLetter(c) || isDigit(c) ? c : '_';
      // Two in a row at the start are Prometheus's own.
      if (kept != '_' || name.length() == 0 || name.charAt(name.length() - 1) != '_') {
        name.append(kept);
      }
    }
    if (name.length() == 0 || isDigit(name.charAt(0))) {
      name.insert(0, "key_");
    }
    return name.toString();
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || !isNameCharacter(text.charAt(i))) {
        if (i > start) {
          tokens.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return tokens;
  }

  private static boolean isNameCharacter(char c) {
    return isLetter(c) || isDigit(c) || c == ':';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
