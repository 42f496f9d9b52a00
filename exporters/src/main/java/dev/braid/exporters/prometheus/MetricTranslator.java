/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import dev.braid.otlp.AttributesView;
import dev.braid.otlp.Batch;
import dev.braid.otlp.DataPointView;
import dev.braid.otlp.ExemplarView;
import dev.braid.otlp.MetricCursor;
import dev.braid.otlp.MetricType;
import dev.braid.otlp.MetricView;
import dev.braid.otlp.ResourceView;
import dev.braid.otlp.ScopeView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns OTLP metrics into series of Prometheus, for one batch and on one thread.
 *
 * <p>Labels of a series: the point's attributes, {@code job} and {@code instance} of the resource,
 * {@code otel_scope_*}, and the configured ones. What else the resource says stands in {@code
 * target_info}.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/">
 *     Prometheus and OpenMetrics compatibility</a>
 */
final class MetricTranslator {

  private static final int DELTA = 1;
  private static final Family TARGET_INFO =
      new Family("target_info", Kind.INFO, "", "Target metadata");

  private final TranslatorSettings settings;
  private final Consumer<Series> target;
  private final Refusals refusals;

  private LabelsBuilder identity = new LabelsBuilder();
  private LabelsBuilder scope = new LabelsBuilder();
  private @Nullable Labels targetInfo;
  private long latestNanos;

  MetricTranslator(TranslatorSettings settings, Consumer<Series> target, Refusals refusals) {
    this.settings = settings;
    this.target = target;
    this.refusals = refusals;
  }

  void translate(Batch batch) {
    MetricCursor cursor = new MetricCursor();
    cursor.reset(batch);
    int resource = -1;
    int scopeIndex = -1;
    while (cursor.next()) {
      if (cursor.resourceIndex() != resource) {
        finishResource();
        resource = cursor.resourceIndex();
        scopeIndex = -1;
        beginResource(cursor.resource());
      }
      if (cursor.scopeIndex() != scopeIndex) {
        scopeIndex = cursor.scopeIndex();
        beginScope(cursor.scope());
      }
      metric(cursor.metric(), batch.receivedEpochNanos());
    }
    finishResource();
  }

  private void beginResource(ResourceView resource) {
    AttributesView attributes = resource.attributes();
    String namespace = attributes.text("service.namespace");
    String service = attributes.text("service.name");
    String instance = attributes.text("service.instance.id");
    LabelsBuilder own = new LabelsBuilder();
    if (service != null && !service.isEmpty()) {
      boolean isBare = namespace == null || namespace.isEmpty();
      own.put("job", isBare ? service : namespace + "/" + service);
    }
    if (instance != null) {
      own.put("instance", instance);
    }
    identity = new LabelsBuilder();
    if (settings.resourceLabels()) {
      identity.addAll(attributes, "");
    }
    LabelsBuilder described =
        new LabelsBuilder()
            .addAll(attributes, "")
            .remove("service_name")
            .remove("service_namespace")
            .remove("service_instance_id");
    boolean isDescribed = !described.build().isEmpty() && !own.build().isEmpty();
    own.build().forEach(identity::put);
    own.build().forEach(described::put);
    described.putAll(settings.labels());
    targetInfo = isDescribed && settings.targetInfo() ? described.build() : null;
    latestNanos = 0;
  }

  private void beginScope(ScopeView view) {
    scope = new LabelsBuilder();
    if (settings.scopeLabels()) {
      scope
          .addAll(view.attributes(), "otel_scope_")
          .put("otel_scope_name", view.name().toString())
          .put("otel_scope_version", view.version().toString())
          .put("otel_scope_schema_url", view.schemaUrl().toString());
    }
  }

  private void finishResource() {
    if (targetInfo != null && latestNanos > 0) {
      target.accept(
          new Series(TARGET_INFO, targetInfo, latestNanos, false, new Point.Value(1), List.of()));
    }
    targetInfo = null;
  }

  private void metric(MetricView metric, long receivedNanos) {
    MetricType type = metric.type();
    if (type == null) {
      return;
    }
    Kind kind = kind(metric, type);
    String name = metric.name().toString();
    String unit = metric.unit().toString();
    Family family =
        new Family(
            MetricNames.metric(settings.namespace(), name, unit, kind, settings.suffixes()),
            kind,
            settings.suffixes() ? MetricNames.unitSuffix(unit) : "",
            metric.description().toString());
    boolean accumulates = type != MetricType.GAUGE && type != MetricType.SUMMARY;
    boolean delta = accumulates && metric.aggregationTemporality() == DELTA;
    metric.rewindPoints();
    while (metric.nextPoint()) {
      point(metric, family, delta, receivedNanos);
    }
  }

  private static Kind kind(MetricView metric, MetricType type) {
    return switch (type) {
      case GAUGE -> Kind.GAUGE;
      case SUM -> metric.isMonotonic() ? Kind.COUNTER : Kind.GAUGE;
      case HISTOGRAM, EXPONENTIAL_HISTOGRAM -> Kind.HISTOGRAM;
      case SUMMARY -> Kind.SUMMARY;
    };
  }

  private void point(MetricView metric, Family family, boolean delta, long receivedNanos) {
    DataPointView view = metric.point();
    long timeNanos = view.timeUnixNano() > 0 ? view.timeUnixNano() : receivedNanos;
    latestNanos = Math.max(latestNanos, timeNanos);
    List<Exemplar> exemplars = new ArrayList<>();
    Point point;
    if (view.hasNoRecordedValue()) {
      point = new Point.Stale();
    } else {
      point = read(metric, exemplars);
    }
    if (point instanceof Point.Exponential exponential && exponential.scale() < -4) {
      refusals.add(family.name() + ": got scale " + exponential.scale() + ", must be at least -4");
      return;
    }
    target.accept(
        new Series(family, labels(view.attributes()), timeNanos, delta, point, exemplars));
  }

  private static Point read(MetricView metric, List<Exemplar> exemplars) {
    MetricType type = metric.type();
    if (type == null) {
      return new Point.Stale();
    }
    return switch (type) {
      case GAUGE, SUM -> {
        while (metric.numberPoint().nextExemplar()) {
          PointReader.exemplar(metric.numberPoint().exemplar(), exemplars);
        }
        yield PointReader.number(metric.numberPoint());
      }
      case HISTOGRAM -> {
        while (metric.histogramPoint().nextExemplar()) {
          PointReader.exemplar(metric.histogramPoint().exemplar(), exemplars);
        }
        yield PointReader.histogram(metric.histogramPoint());
      }
      case EXPONENTIAL_HISTOGRAM -> {
        while (metric.exponentialHistogramPoint().nextExemplar()) {
          ExemplarView exemplar = metric.exponentialHistogramPoint().exemplar();
          PointReader.exemplar(exemplar, exemplars);
        }
        yield PointReader.exponential(metric.exponentialHistogramPoint());
      }
      case SUMMARY -> PointReader.summary(metric.summaryPoint());
    };
  }

  private Labels labels(AttributesView attributes) {
    LabelsBuilder labels = new LabelsBuilder(identity).addAll(attributes, "");
    scope.build().forEach(labels::put);
    identityWins(labels);
    return labels.putAll(settings.labels()).build();
  }

  /** A point attribute named job or instance must not make two targets one. */
  private void identityWins(LabelsBuilder labels) {
    identity
        .build()
        .forEach(
            (name, value) -> {
              if (name.equals("job") || name.equals("instance")) {
                labels.put(name, value);
              }
            });
  }
}
