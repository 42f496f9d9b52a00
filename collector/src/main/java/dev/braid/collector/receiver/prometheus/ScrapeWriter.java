/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.prometheus;

import dev.braid.collector.receiver.prometheus.Sample.Exemplar;
import dev.braid.collector.receiver.prometheus.Sample.Type;
import dev.braid.collector.receiver.prometheus.SeriesMemory.Key;
import dev.braid.collector.receiver.prometheus.SeriesMemory.Shape;
import dev.braid.otlp.AttributeWriter;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes an OTLP request of a scrape: each family is a metric, each set of labels a point. A point
 * that has gone is written once more, marked as without value.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/">Prometheus
 *     compatibility</a>
 */
final class ScrapeWriter {
  private static final int CUMULATIVE = 2;
  private static final int NO_RECORDED_VALUE = 1;
  private static final int MAX_BYTES = 128 << 20;

  private final Target target;
  private final boolean honorsTimestamps;
  private final SeriesMemory memory;
  private final ProtoWriter out = new ProtoWriter(16 * 1024, MAX_BYTES);
  private int dropped;

  ScrapeWriter(Target target, boolean honorsTimestamps, SeriesMemory memory) {
    this.target = target;
    this.honorsTimestamps = honorsTimestamps;
    this.memory = memory;
  }

  /** The request; empty if it would be larger than an exporter can send. */
  byte[] write(Scrape scrape) {
    Map<String, Map<Key, PointBuilder>> metrics = new LinkedHashMap<>();
    Map<String, String> info = new LinkedHashMap<>();
    for (Sample sample : scrape.samples()) {
      if (sample.name().equals("target_info")) {
        info.putAll(sample.labels());
      } else {
        gather(metrics, sample);
      }
    }
    int resourceMetrics = out.begin(Fields.Wrapper.RESOURCE_ITEMS, 3);
    resource(info);
    int scopeMetrics = out.begin(Fields.Wrapper.SCOPE_ITEMS, 3);
    metrics.forEach((name, points) -> metric(name, points, scrape.epochNanos()));
    int added = memory.added();
    memory.gone().forEach((key, start) -> stale(key, start, scrape.epochNanos()));
    report(scrape, "up", scrape.isUp() ? 1 : 0);
    report(scrape, "scrape_duration_seconds", scrape.seconds());
    report(scrape, "scrape_samples_scraped", scrape.scraped());
    report(scrape, "scrape_samples_post_metric_relabeling", scrape.samples().size());
    report(scrape, "scrape_series_added", added);
    out.end(scopeMetrics);
    out.end(resourceMetrics);
    return out.isOverflown() ? new byte[0] : out.toByteArray();
  }

  /**
   * Points that were not written: of another type than the first of their name, or histograms and
   * summaries that are not whole.
   */
  int dropped() {
    return dropped;
  }

  private void gather(Map<String, Map<Key, PointBuilder>> metrics, Sample sample) {
    Shape shape = shape(sample);
    boolean isWhole = shape == Shape.HISTOGRAM || shape == Shape.SUMMARY;
    Map<String, String> labels = new LinkedHashMap<>(sample.labels());
    String bound = isWhole ? labels.remove(shape == Shape.HISTOGRAM ? "le" : "quantile") : null;
    String family = sample.family().name();
    boolean isCreated = sample.name().equals(family + "_created");
    String metric = isWhole ? family : isCreated ? family + "_total" : sample.name();
    PointBuilder point =
        metrics
            .computeIfAbsent(metric, name -> new LinkedHashMap<>())
            .computeIfAbsent(
                new Key(metric, shape, labels), key -> new PointBuilder(sample.family()));
    if (isCreated && shape != Shape.GAUGE) {
      point.created(sample.value());
    } else {
      point.add(sample, bound);
    }
  }

  private static Shape shape(Sample sample) {
    Type type = sample.family().type();
    return switch (type) {
      case COUNTER -> Shape.SUM;
      case INFO, STATESET -> Shape.INFO;
      case HISTOGRAM -> Shape.HISTOGRAM;
      case SUMMARY -> Shape.SUMMARY;
      case GAUGE, UNKNOWN -> Shape.GAUGE;
    };
  }

  private void resource(Map<String, String> info) {
    int resource = out.begin(Fields.Wrapper.RESOURCE);
    int field = Fields.Resource.ATTRIBUTES;
    AttributeWriter.string(out, field, "service.name", target.labels().getOrDefault("job", ""));
    AttributeWriter.string(
        out, field, "service.instance.id", target.labels().getOrDefault("instance", ""));
    String host = target.uri().getHost();
    AttributeWriter.string(out, field, "server.address", host == null ? "" : host);
    AttributeWriter.string(out, field, "server.port", Integer.toString(target.uri().getPort()));
    AttributeWriter.string(out, field, "url.scheme", target.uri().getScheme());
    info.forEach(
        (key, value) -> {
          if (!key.equals("job") && !key.equals("instance")) {
            AttributeWriter.string(out, field, key, value);
          }
        });
    out.end(resource);
  }

  private void metric(String name, Map<Key, PointBuilder> points, long nowNanos) {
    Map.Entry<Key, PointBuilder> first = points.entrySet().iterator().next();
    Sample.Family family = first.getValue().family();
    Shape shape = first.getKey().shape();
    int metric = open(name, family.help(), family.unit());
    int data = out.begin(field(shape), 2);
    points.forEach(
        (key, point) -> {
          if (key.shape() == shape && point.isWhole()) {
            point(key, point, nowNanos);
          } else {
            dropped++;
          }
        });
    closeData(shape);
    out.end(data);
    out.end(metric);
  }

  private int open(String name, String help, String unit) {
    int metric = out.begin(Fields.Wrapper.ITEM, 2);
    out.string(Fields.Metric.NAME, name);
    out.string(Fields.Metric.DESCRIPTION, help);
    out.string(Fields.Metric.UNIT, unit);
    return metric;
  }

  private void closeData(Shape shape) {
    if (shape == Shape.SUM || shape == Shape.INFO || shape == Shape.HISTOGRAM) {
      out.varint(Fields.MetricData.AGGREGATION_TEMPORALITY, CUMULATIVE);
    }
    if (shape == Shape.SUM) {
      out.bool(Fields.MetricData.IS_MONOTONIC, true);
    }
  }

  private static int field(Shape shape) {
    return switch (shape) {
      case GAUGE -> Fields.Metric.GAUGE;
      case SUM, INFO -> Fields.Metric.SUM;
      case HISTOGRAM -> Fields.Metric.HISTOGRAM;
      case SUMMARY -> Fields.Metric.SUMMARY;
    };
  }

  // Start and time have the same numbers in every kind of point, 2 and 3.
  private void times(long startNanos, long epochNanos) {
    if (startNanos != 0) {
      out.fixed64(Fields.NumberPoint.START_TIME_UNIX_NANO, startNanos);
    }
    out.fixed64(Fields.NumberPoint.TIME_UNIX_NANO, epochNanos);
  }

  private void point(Key key, PointBuilder point, long nowNanos) {
    long time = honorsTimestamps && point.epochNanos() != 0 ? point.epochNanos() : nowNanos;
    long seen = memory.start(key, point.growing(), time);
    long start =
        key.shape() == Shape.GAUGE || key.shape() == Shape.INFO
            ? 0
            : point.createdNanos() != 0 ? point.createdNanos() : seen;
    int data = out.begin(Fields.MetricData.DATA_POINTS, 2);
    times(start, time);
    switch (key.shape()) {
      case GAUGE, SUM, INFO -> {
        out.doubleField(Fields.NumberPoint.AS_DOUBLE, point.value());
        exemplars(Fields.NumberPoint.EXEMPLARS, point.exemplars(), time);
      }
      case HISTOGRAM -> {
        point.writeBuckets(out);
        exemplars(Fields.HistogramPoint.EXEMPLARS, point.exemplars(), time);
      }
      case SUMMARY -> point.writeQuantiles(out);
    }
    attributes(key);
    out.end(data);
  }

  private void stale(Key key, long startNanos, long epochNanos) {
    int metric = open(key.metric(), "", "");
    int data = out.begin(field(key.shape()), 2);
    int point = out.begin(Fields.MetricData.DATA_POINTS);
    boolean counts = key.shape() != Shape.GAUGE && key.shape() != Shape.INFO;
    times(counts ? startNanos : 0, epochNanos);
    attributes(key);
    out.varint(
        key.shape() == Shape.HISTOGRAM ? Fields.HistogramPoint.FLAGS : Fields.NumberPoint.FLAGS,
        NO_RECORDED_VALUE);
    out.end(point);
    closeData(key.shape());
    out.end(data);
    out.end(metric);
  }

  private void report(Scrape scrape, String name, double value) {
    int metric = open(name, "", "");
    int gauge = out.begin(Fields.Metric.GAUGE);
    int data = out.begin(Fields.MetricData.DATA_POINTS);
    times(0, scrape.epochNanos());
    out.doubleField(Fields.NumberPoint.AS_DOUBLE, value);
    out.end(data);
    out.end(gauge);
    out.end(metric);
  }

  private void attributes(Key key) {
    int field =
        key.shape() == Shape.HISTOGRAM
            ? Fields.HistogramPoint.ATTRIBUTES
            : Fields.NumberPoint.ATTRIBUTES;
    key.labels()
        .forEach(
            (name, value) -> {
              if (!name.equals("job") && !name.equals("instance") && !value.isEmpty()) {
                AttributeWriter.string(out, field, name, value);
              }
            });
  }

  private void exemplars(int field, List<Exemplar> exemplars, long fallbackNanos) {
    for (Exemplar exemplar : exemplars) {
      int mark = out.begin(field);
      out.fixed64(
          Fields.Exemplar.TIME_UNIX_NANO,
          exemplar.epochNanos() == 0 ? fallbackNanos : exemplar.epochNanos());
      out.doubleField(Fields.Exemplar.AS_DOUBLE, exemplar.value());
      exemplar.labels().forEach(this::exemplarLabel);
      out.end(mark);
    }
  }

  private void exemplarLabel(String name, String value) {
    if (name.equals("span_id") && value.matches("[0-9a-f]{16}")) {
      out.bytes(Fields.Exemplar.SPAN_ID, HexFormat.of().parseHex(value));
    } else if (name.equals("trace_id") && value.matches("[0-9a-f]{32}")) {
      out.bytes(Fields.Exemplar.TRACE_ID, HexFormat.of().parseHex(value));
    } else {
      AttributeWriter.string(out, Fields.Exemplar.FILTERED_ATTRIBUTES, name, value);
    }
  }
}
