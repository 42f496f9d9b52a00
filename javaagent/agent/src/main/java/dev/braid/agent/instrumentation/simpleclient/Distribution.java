/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.simpleclient;

import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One histogram or summary, gathered from its samples. Single-threaded. */
final class Distribution {
  private static final String COUNT = "_count";
  private static final String SUM = "_sum";

  final List<String> labelNames;
  final List<String> labelValues;

  /** Upper bounds of buckets or quantiles, as they came, which is in ascending order. */
  private final List<Double> marks = new ArrayList<>();

  /** Cumulative counts of buckets, or values of quantiles. */
  private final List<Double> values = new ArrayList<>();

  private double count;
  private double sum;

  private Distribution(List<String> labelNames, List<String> labelValues) {
    this.labelNames = labelNames;
    this.labelValues = labelValues;
  }

  /**
   * All of a family.
   *
   * @param suffix of samples that are a bucket or quantile
   * @param markLabel tells which one; it is no attribute
   */
  static Collection<Distribution> of(MetricFamilySamples family, String suffix, String markLabel) {
    Map<List<String>, Distribution> byLabels = new LinkedHashMap<>();
    for (Sample sample : family.samples) {
      int at = sample.labelNames.indexOf(markLabel);
      if (sample.name.equals(family.name + COUNT)) {
        in(byLabels, sample, -1).count = sample.value;
      } else if (sample.name.equals(family.name + SUM)) {
        in(byLabels, sample, -1).sum = sample.value;
      } else if (at >= 0 && sample.name.equals(family.name + suffix)) {
        Distribution distribution = in(byLabels, sample, at);
        distribution.marks.add(parsed(sample.labelValues.get(at)));
        distribution.values.add(sample.value);
      }
    }
    return byLabels.values();
  }

  private static Distribution in(
      Map<List<String>, Distribution> byLabels, Sample sample, int without) {
    List<String> names = without(sample.labelNames, without);
    List<String> values = without(sample.labelValues, without);
    return byLabels.computeIfAbsent(values, absent -> new Distribution(names, values));
  }

  private static List<String> without(List<String> list, int index) {
    List<String> copy = new ArrayList<>(list);
    if (index >= 0) {
      copy.remove(index);
    }
    return copy;
  }

  private static double parsed(String mark) {
    return mark.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(mark);
  }

  /** OTLP counts each bucket for itself, and all of them must add up to the count. */
  void writeBuckets(ProtoWriter writer) {
    long total = 0;
    int counts = writer.begin(Fields.HistogramPoint.BUCKET_COUNTS, 2);
    for (double cumulative : values) {
      // Read while others count: a later bucket may be behind an earlier one.
      long here = Math.max(0, (long) cumulative - total);
      writer.writeFixed64(here);
      total += here;
    }
    if (!isClosed()) {
      long rest = Math.max(0, (long) count - total);
      writer.writeFixed64(rest);
      total += rest;
    }
    writer.end(counts);
    writer.fixed64(Fields.HistogramPoint.COUNT, total);
    writer.doubleField(Fields.HistogramPoint.SUM, sum);
    int bounds = writer.begin(Fields.HistogramPoint.EXPLICIT_BOUNDS, 2);
    for (double mark : marks) {
      if (mark != Double.POSITIVE_INFINITY) {
        writer.writeFixed64(Double.doubleToRawLongBits(mark));
      }
    }
    writer.end(bounds);
  }

  /** Whether the last bucket has no upper bound. */
  private boolean isClosed() {
    return !marks.isEmpty() && marks.get(marks.size() - 1) == Double.POSITIVE_INFINITY;
  }

  void writeQuantiles(ProtoWriter writer) {
    writer.fixed64(Fields.SummaryPoint.COUNT, (long) count);
    writer.doubleField(Fields.SummaryPoint.SUM, sum);
    for (int i = 0; i < marks.size(); i++) {
      int quantile = writer.begin(Fields.SummaryPoint.QUANTILE_VALUES);
      writer.doubleField(Fields.SummaryPoint.QUANTILE, marks.get(i));
      writer.doubleField(Fields.SummaryPoint.VALUE, values.get(i));
      writer.end(quantile);
    }
  }
}
