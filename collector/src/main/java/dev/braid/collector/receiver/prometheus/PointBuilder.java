/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.prometheus;

import dev.braid.collector.receiver.prometheus.Sample.Exemplar;
import dev.braid.collector.receiver.prometheus.Sample.Family;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers the samples that make up one point. Used by one thread. */
final class PointBuilder {
  private final Family family;
  private final TreeMap<Double, Double> bounds = new TreeMap<>();
  private final List<Exemplar> exemplars = new ArrayList<>();
  private double value = Double.NaN;
  private double sum;
  private double count = Double.NaN;
  private long createdNanos;
  private long epochNanos;

  PointBuilder(Family family) {
    this.family = family;
  }

  /** Takes a sample that belongs here; {@code bound} is its {@code le} or {@code quantile}. */
  void add(Sample sample, @Nullable String bound) {
    epochNanos = sample.epochNanos();
    if (sample.exemplar() != null) {
      exemplars.add(sample.exemplar());
    }
    if (bound != null) {
      try {
        bounds.put(PageReader.number(bound), sample.value());
      } catch (NumberFormatException e) {
        // A bound that is no number leaves the point without it; the count tells the rest.
      }
    } else if (sample.name().equals(family.name() + "_sum")) {
      sum = sample.value();
    } else if (sample.name().equals(family.name() + "_count")) {
      count = sample.value();
    } else {
      value = sample.value();
    }
  }

  void created(double seconds) {
    createdNanos = seconds > 0 && seconds < 9e9 ? Math.round(seconds * 1e9) : 0;
  }

  /** Whether there is something to write: a value, or a count that is one. */
  boolean isWhole() {
    boolean isCounted = count() >= 0 && count() < 1L << 53;
    boolean isNumber = !Double.isNaN(value) || (bounds.isEmpty() && Double.isNaN(count));
    return isNumber ? createdNanos == 0 || !Double.isNaN(value) : isCounted;
  }

  Family family() {
    return family;
  }

  double value() {
    return value;
  }

  /** What only grows while the target lives. */
  double growing() {
    return Double.isNaN(count()) ? value : count();
  }

  long createdNanos() {
    return createdNanos;
  }

  long epochNanos() {
    return epochNanos;
  }

  List<Exemplar> exemplars() {
    return exemplars;
  }

  /** The count, or what the last bucket says where there is none. */
  private double count() {
    if (!Double.isNaN(count) || bounds.isEmpty()) {
      return count;
    }
    return bounds.getOrDefault(Double.POSITIVE_INFINITY, Double.NaN);
  }

  void writeBuckets(ProtoWriter out) {
    out.fixed64(Fields.HistogramPoint.COUNT, (long) count());
    out.doubleField(Fields.HistogramPoint.SUM, sum);
    List<Double> finite = new ArrayList<>(bounds.keySet());
    finite.remove(Double.POSITIVE_INFINITY);
    int counts = out.begin(Fields.HistogramPoint.BUCKET_COUNTS, 2);
    double before = 0;
    for (double bound : finite) {
      double upTo = bounds.getOrDefault(bound, before);
      out.writeFixed64(Math.max(0, (long) (upTo - before)));
      before = Math.max(before, upTo);
    }
    out.writeFixed64(Math.max(0, (long) (count() - before)));
    out.end(counts);
    if (!finite.isEmpty()) {
      int explicit = out.begin(Fields.HistogramPoint.EXPLICIT_BOUNDS, 2);
      finite.forEach(bound -> out.writeFixed64(Double.doubleToRawLongBits(bound)));
      out.end(explicit);
    }
  }

  void writeQuantiles(ProtoWriter out) {
    out.fixed64(Fields.SummaryPoint.COUNT, Double.isNaN(count) ? 0 : (long) count);
    out.doubleField(Fields.SummaryPoint.SUM, sum);
    for (Map.Entry<Double, Double> entry : bounds.entrySet()) {
      int quantile = out.begin(Fields.SummaryPoint.QUANTILE_VALUES);
      out.doubleField(Fields.SummaryPoint.QUANTILE, entry.getKey());
      out.doubleField(Fields.SummaryPoint.VALUE, entry.getValue());
      out.end(quantile);
    }
  }
}
