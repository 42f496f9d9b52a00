/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.prometheus;

import dev.braid.collector.receiver.prometheus.Sample.Exemplar;
import dev.braid.collector.receiver.prometheus.Sample.Family;
import dev.braid.collector.receiver.prometheus.Sample.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads Prometheus' text format 0.0.4 and OpenMetrics 1.0. Used by one thread, for one page.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition
 *     formats</a>
 * @see <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics 1.0</a>
 */
final class PageReader {
  private static final List<String> SUFFIXES =
      List.of("_bucket", "_sum", "_count", "_total", "_created", "_info");

  private final boolean isOpenMetrics;
  private final Map<String, Type> types = new HashMap<>();
  private final Map<String, String> helps = new HashMap<>();
  private final Map<String, String> units = new HashMap<>();
  private final Map<String, Family> families = new HashMap<>();
  private final List<Sample> samples = new ArrayList<>();

  private PageReader(boolean isOpenMetrics) {
    this.isOpenMetrics = isOpenMetrics;
  }

  /**
   * The samples in the order of the page.
   *
   * @throws IOException if a line is no sample; its message tells the line's number
   */
  static List<Sample> read(String page, boolean isOpenMetrics) throws IOException {
    PageReader reader = new PageReader(isOpenMetrics);
    int number = 0;
    int start = 0;
    while (start < page.length()) {
      int end = page.indexOf('\n', start);
      end = end < 0 ? page.length() : end;
      number++;
      String line = page.substring(start, end).trim();
      start = end + 1;
      try {
        if (line.startsWith("#")) {
          reader.comment(line);
        } else if (!line.isEmpty()) {
          reader.samples.add(reader.sample(new LineReader(line)));
        }
      } catch (IOException | NumberFormatException e) {
        throw new IOException("line " + number + ": " + e.getMessage(), e);
      }
    }
    return reader.samples;
  }

  private void comment(String line) {
    String[] words = line.split("[ \t]+", 4);
    if (words.length < 3) {
      return;
    }
    String rest = words.length == 4 ? words[3] : "";
    switch (words[1]) {
      case "TYPE" -> types.put(words[2], type(rest));
      case "HELP" -> helps.put(words[2], rest.replace("\\n", "\n").replace("\\\\", "\\"));
      case "UNIT" -> units.put(words[2], rest);
      default -> {}
    }
  }

  private static Type type(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "counter" -> Type.COUNTER;
      case "gauge" -> Type.GAUGE;
      case "histogram" -> Type.HISTOGRAM;
      case "summary" -> Type.SUMMARY;
      case "info" -> Type.INFO;
      case "stateset" -> Type.STATESET;
      default -> Type.UNKNOWN;
    };
  }

  private Sample sample(LineReader line) throws IOException {
    String name = line.name();
    Map<String, String> labels = line.labels();
    double value = number(line.word());
    long time = line.hasWord() ? time(line.word()) : 0;
    return new Sample(name, family(name), labels, value, time, exemplar(line));
  }

  private @Nullable Exemplar exemplar(LineReader line) throws IOException {
    if (!line.takeHash()) {
      return null;
    }
    Map<String, String> labels = line.labels();
    double value = number(line.word());
    return new Exemplar(labels, value, line.hasWord() ? time(line.word()) : 0);
  }

  private Family family(String name) {
    return families.computeIfAbsent(name, this::find);
  }

  private Family find(String name) {
    String family = name;
    for (String suffix : SUFFIXES) {
      if (!types.containsKey(family) && name.endsWith(suffix)) {
        family = name.substring(0, name.length() - suffix.length());
      }
    }
    if (!types.containsKey(family)) {
      family = name;
    }
    return new Family(
        family,
        types.getOrDefault(family, Type.UNKNOWN),
        helps.getOrDefault(family, ""),
        units.getOrDefault(family, ""));
  }

  private long time(String word) throws IOException {
    double nanos = number(word) * (isOpenMetrics ? 1e9 : 1e6);
    if (!(nanos >= 0 && nanos < Long.MAX_VALUE)) {
      throw new IOException("found a time out of range");
    }
    return isOpenMetrics ? Math.round(nanos) : Long.parseLong(word) * 1_000_000L;
  }

  static double number(String word) {
    return switch (word) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(word);
    };
  }
}
