/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import dev.braid.otlp.ProtoWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one request says about one set of labels.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec/">remote write 1.0</a>
 */
final class TimeSeries {

  /** The finest that Prometheus knows. */
  private static final int MAX_SCALE = 8;

  private final List<Sample> samples = new ArrayList<>(1);
  private final List<Exemplar> exemplars = new ArrayList<>(0);
  private final List<NativeSample> histograms = new ArrayList<>(0);

  void add(double value, long timeMillis) {
    // Two points of one millisecond cannot both be stored: the later one stays.
    samples.removeIf(sample -> sample.timeMillis == timeMillis);
    samples.add(new Sample(value, timeMillis));
  }

  void add(Point.Exponential histogram, long timeMillis) {
    histograms.removeIf(sample -> sample.timeMillis == timeMillis);
    histograms.add(new NativeSample(histogram, timeMillis));
  }

  void add(Exemplar exemplar) {
    exemplars.add(exemplar);
  }

  void write(Labels labels, ProtoWriter out, int field) {
    int series = out.begin(field, 2);
    labels(labels, out, 1);
    samples.sort(Comparator.comparingLong(Sample::timeMillis));
    for (Sample sample : samples) {
      int mark = out.begin(2);
      out.doubleField(1, sample.value);
      out.varint(2, sample.timeMillis);
      out.end(mark);
    }
    exemplars.sort(Comparator.comparingLong(Exemplar::timeMillis));
    for (Exemplar exemplar : exemplars) {
      int mark = out.begin(3);
      labels(exemplar.labels(), out, 1);
      out.doubleField(2, exemplar.value());
      out.varint(3, exemplar.timeMillis());
      out.end(mark);
    }
    histograms.sort(Comparator.comparingLong(NativeSample::timeMillis));
    for (NativeSample sample : histograms) {
      int mark = out.begin(4, 2);
      histogram(sample.histogram.atScale(MAX_SCALE), sample.timeMillis, out);
      out.end(mark);
    }
    out.end(series);
  }

  private static void labels(Labels labels, ProtoWriter out, int field) {
    labels.forEach(
        (name, value) -> {
          int mark = out.begin(field);
          out.string(1, name);
          out.string(2, value);
          out.end(mark);
        });
  }

  private static void histogram(Point.Exponential point, long timeMillis, ProtoWriter out) {
    out.varint(1, point.count());
    out.doubleField(3, point.sum());
    out.sint(4, point.scale());
    out.doubleField(5, point.zeroThreshold());
    out.varint(6, point.zeroCount());
    buckets(point.negative(), out, 8, 9);
    buckets(point.positive(), out, 11, 12);
    out.varint(15, timeMillis);
  }

  /** Spans of buckets that hold something, and each count as its difference from the last. */
  private static void buckets(Buckets buckets, ProtoWriter out, int spanField, int deltaField) {
    long[] counts = buckets.counts();
    List<Long> deltas = new ArrayList<>();
    // Prometheus numbers a bucket by its upper bound, OpenTelemetry by its lower one.
    int expected = 0;
    long last = 0;
    for (int i = 0; i < counts.length; ) {
      if (counts[i] == 0) {
        i++;
        continue;
      }
      int start = i;
      while (i < counts.length && counts[i] != 0) {
        deltas.add(counts[i] - last);
        last = counts[i++];
      }
      int index = buckets.offset() + start + 1;
      int mark = out.begin(spanField);
      out.sint(1, index - (long) expected);
      out.varint(2, i - (long) start);
      out.end(mark);
      expected = index + i - start;
    }
    if (!deltas.isEmpty()) {
      int mark = out.begin(deltaField);
      deltas.forEach(delta -> out.writeVarint(delta << 1 ^ delta >> 63));
      out.end(mark);
    }
  }

  private record Sample(double value, long timeMillis) {}

  private record NativeSample(Point.Exponential histogram, long timeMillis) {}
}
