/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.simpleclient;

import dev.braid.agent.trace.AttributeEncoder;
import dev.braid.agent.trace.Key;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes families of samples as OTLP metrics. Names stay as the application gave them, so that they
 * are found in Prometheus under the same name as by a scrape: a counter keeps its {@code _total}.
 * Types that OTLP does not have become gauges. For one tick, on the drain thread.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/">Prometheus
 *     and OpenMetrics compatibility</a>
 */
final class FamilyEncoder {
  private static final int CUMULATIVE = 2;

  /** Since 0.10 a sample of its own tells when a series began; it is no measurement. */
  private static final String CREATED = "_created";

  private final ProtoWriter writer;
  private final SeriesBudget budget;
  private final long startEpochNanos;
  private final long nowEpochNanos;

  FamilyEncoder(ProtoWriter writer, SeriesBudget budget, long startEpochNanos, long nowEpochNanos) {
    this.writer = writer;
    this.budget = budget;
    this.startEpochNanos = startEpochNanos;
    this.nowEpochNanos = nowEpochNanos;
  }

  /** Returns how many metrics the family became. */
  int write(MetricFamilySamples family) {
    // By name: the versions do not have the same types.
    switch (family.type.name()) {
      case "HISTOGRAM":
        return writeHistogram(family);
      case "SUMMARY":
        return writeSummary(family);
      case "COUNTER":
        return writeNumbers(family, true);
      default:
        return writeNumbers(family, false);
    }
  }

  private int writeNumbers(MetricFamilySamples family, boolean isCounter) {
    Set<String> names = new LinkedHashSet<>();
    for (Sample sample : family.samples) {
      if (!isCounter || !sample.name.equals(family.name.concat(CREATED))) {
        names.add(sample.name);
      }
    }
    int metrics = 0;
    for (String name : names) {
      metrics += writeNumbers(family, name, isCounter);
    }
    return metrics;
  }

  private int writeNumbers(MetricFamilySamples family, String name, boolean isCounter) {
    int before = writer.size();
    int metric = beginMetric(name, family.help);
    int data = writer.begin(isCounter ? Fields.Metric.SUM : Fields.Metric.GAUGE, 3);
    int points = 0;
    for (Sample sample : family.samples) {
      if (sample.name.equals(name) && budget.take()) {
        points++;
        writeNumber(sample, isCounter);
      }
    }
    if (isCounter) {
      writer.varint(Fields.MetricData.AGGREGATION_TEMPORALITY, CUMULATIVE);
      writer.bool(Fields.MetricData.IS_MONOTONIC, true);
    }
    return endMetric(before, metric, data, points);
  }

  private void writeNumber(Sample sample, boolean isCounter) {
    int point = writer.begin(Fields.MetricData.DATA_POINTS, 2);
    if (isCounter) {
      writer.fixed64(Fields.NumberPoint.START_TIME_UNIX_NANO, startEpochNanos);
    }
    writer.fixed64(Fields.NumberPoint.TIME_UNIX_NANO, nowEpochNanos);
    writeLabels(Fields.NumberPoint.ATTRIBUTES, sample.labelNames, sample.labelValues);
    writer.doubleField(Fields.NumberPoint.AS_DOUBLE, sample.value);
    writer.end(point);
  }

  private int writeHistogram(MetricFamilySamples family) {
    Collection<Distribution> distributions = Distribution.of(family, "_bucket", "le");
    int before = writer.size();
    int metric = beginMetric(family.name, family.help);
    int data = writer.begin(Fields.Metric.HISTOGRAM, 3);
    int points = 0;
    for (Distribution distribution : distributions) {
      if (budget.take()) {
        points++;
        int point = writer.begin(Fields.MetricData.DATA_POINTS, 2);
        writer.fixed64(Fields.HistogramPoint.START_TIME_UNIX_NANO, startEpochNanos);
        writer.fixed64(Fields.HistogramPoint.TIME_UNIX_NANO, nowEpochNanos);
        writeLabels(
            Fields.HistogramPoint.ATTRIBUTES, distribution.labelNames, distribution.labelValues);
        distribution.writeBuckets(writer);
        writer.end(point);
      }
    }
    writer.varint(Fields.MetricData.AGGREGATION_TEMPORALITY, CUMULATIVE);
    return endMetric(before, metric, data, points);
  }

  private int writeSummary(MetricFamilySamples family) {
    Collection<Distribution> distributions = Distribution.of(family, "", "quantile");
    int before = writer.size();
    int metric = beginMetric(family.name, family.help);
    int data = writer.begin(Fields.Metric.SUMMARY, 3);
    int points = 0;
    for (Distribution distribution : distributions) {
      if (budget.take()) {
        points++;
        int point = writer.begin(Fields.MetricData.DATA_POINTS, 2);
        writer.fixed64(Fields.SummaryPoint.START_TIME_UNIX_NANO, startEpochNanos);
        writer.fixed64(Fields.SummaryPoint.TIME_UNIX_NANO, nowEpochNanos);
        writeLabels(
            Fields.SummaryPoint.ATTRIBUTES, distribution.labelNames, distribution.labelValues);
        distribution.writeQuantiles(writer);
        writer.end(point);
      }
    }
    return endMetric(before, metric, data, points);
  }

  private int beginMetric(String name, @Nullable String help) {
    int metric = writer.begin(Fields.Wrapper.ITEM, 3);
    writer.string(Fields.Metric.NAME, name);
    if (help != null) {
      writer.string(Fields.Metric.DESCRIPTION, help);
    }
    return metric;
  }

  /** A metric without points is taken back. */
  private int endMetric(int before, int metric, int data, int points) {
    if (points == 0) {
      writer.truncate(before);
      return 0;
    }
    writer.end(data);
    writer.end(metric);
    return 1;
  }

  private void writeLabels(int field, List<String> names, List<String> values) {
    for (int i = 0; i < names.size(); i++) {
      AttributeEncoder.write(writer, field, Key.of(names.get(i)), values.get(i));
    }
  }
}
