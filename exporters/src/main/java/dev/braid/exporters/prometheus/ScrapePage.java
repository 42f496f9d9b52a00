/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes series as the text that Prometheus scrapes. Used by one thread.
 *
 * @see <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics 1.0</a>
 */
final class ScrapePage {

  private final PageFormat format;
  private final boolean timestamps;
  private final StringBuilder page = new StringBuilder(16 << 10);

  private ScrapePage(PageFormat format, boolean timestamps) {
    this.format = format;
    this.timestamps = timestamps;
  }

  /**
   * The page of {@code all}, sorted by name.
   *
   * @param timestamps whether samples carry the time at which they were measured
   */
  static byte[] render(List<Series> all, PageFormat format, boolean timestamps) {
    Map<String, List<Series>> families = new TreeMap<>();
    for (Series series : all) {
      families.computeIfAbsent(series.family().name(), name -> new ArrayList<>()).add(series);
    }
    ScrapePage page = new ScrapePage(format, timestamps);
    families.values().forEach(page::family);
    if (format == PageFormat.OPEN_METRICS) {
      page.page.append("# EOF\n");
    }
    return page.page.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void family(List<Series> members) {
    Family family = members.get(0).family();
    String name = displayName(family);
    line("HELP", name, escaped(family.help(), format == PageFormat.OPEN_METRICS));
    line("TYPE", name, typeName(family));
    boolean hasUnit = !family.unit().isEmpty() && name.endsWith("_" + family.unit());
    if (format == PageFormat.OPEN_METRICS && hasUnit) {
      line("UNIT", name, family.unit());
    }
    for (Series series : members) {
      ClassicSamples.visit(
          series,
          (ending, label, labelValue, value, exemplar) ->
              sample(series, ending, label, labelValue, value, exemplar));
    }
  }

  private void line(String what, String name, String text) {
    page.append("# ").append(what).append(' ').append(name).append(' ').append(text).append('\n');
  }

  private String displayName(Family family) {
    if (format == PageFormat.OPEN_METRICS && family.kind() == Kind.COUNTER) {
      return withoutEnding(family.name(), "_total");
    }
    if (format == PageFormat.OPEN_METRICS && family.kind() == Kind.INFO) {
      return withoutEnding(family.name(), "_info");
    }
    return family.name();
  }

  private static String withoutEnding(String name, String ending) {
    return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
  }

  private String typeName(Family family) {
    boolean openMetrics = format == PageFormat.OPEN_METRICS;
    return switch (family.kind()) {
      case UNKNOWN -> openMetrics ? "unknown" : "untyped";
      // A counter whose name lacks the ending is none in OpenMetrics.
      case COUNTER -> openMetrics && !family.name().endsWith("_total") ? "unknown" : "counter";
      case GAUGE -> "gauge";
      case HISTOGRAM -> "histogram";
      case GAUGE_HISTOGRAM -> openMetrics ? "gaugehistogram" : "histogram";
      case SUMMARY -> "summary";
      case INFO -> openMetrics ? "info" : "gauge";
    };
  }

  private void sample(
      Series series,
      String ending,
      String label,
      String labelValue,
      double value,
      @Nullable Exemplar exemplar) {
    page.append(series.family().name()).append(ending);
    int open = page.length();
    series.labels().forEach(this::label);
    if (!label.isEmpty()) {
      label(label, labelValue);
    }
    close(open);
    page.append(' ').append(Numbers.value(value));
    if (timestamps) {
      page.append(' ').append(time(series.timeMillis()));
    }
    if (exemplar != null && takesExemplar(series.family(), ending)) {
      page.append(" # ");
      int start = page.length();
      exemplar.labels().forEach(this::label);
      if (page.length() == start) {
        page.append('{');
      }
      close(start);
      page.append(' ').append(Numbers.value(exemplar.value()));
      page.append(' ').append(seconds(exemplar.timeMillis()));
    }
    page.append('\n');
  }

  private boolean takesExemplar(Family family, String ending) {
    return format == PageFormat.OPEN_METRICS
        && (ending.equals("_bucket")
            || (family.kind() == Kind.COUNTER && family.name().endsWith("_total")));
  }

  private void label(String name, String value) {
    char last = page.charAt(page.length() - 1);
    page.append(last == '"' ? ',' : '{').append(name).append("=\"");
    page.append(escaped(value, true)).append('"');
  }

  private void close(int open) {
    if (page.length() > open) {
      page.append('}');
    }
  }

  private String time(long millis) {
    return format == PageFormat.OPEN_METRICS ? seconds(millis) : Long.toString(millis);
  }

  private static String seconds(long millis) {
    String fraction = Long.toString(1000 + millis % 1000).substring(1);
    return millis / 1000 + "." + fraction;
  }

  private static String escaped(String text, boolean quotes) {
    String escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
    return quotes ? escaped.replace("\"", "\\\"") : escaped;
  }
}
