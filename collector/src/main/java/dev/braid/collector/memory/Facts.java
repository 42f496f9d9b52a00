/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.memory;

import dev.braid.correlation.LogFact;
import dev.braid.correlation.SpanFact;
import dev.braid.otlp.AttributesView;
import dev.braid.otlp.Batch;
import dev.braid.otlp.ItemCursor;
import dev.braid.otlp.LogCursor;
import dev.braid.otlp.LogRecordView;
import dev.braid.otlp.MetricCursor;
import dev.braid.otlp.MetricView;
import dev.braid.otlp.SpanCursor;
import dev.braid.otlp.SpanView;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns batches into facts. The one place where the embedded view decodes; used by one thread at a
 * time.
 */
final class Facts {
  private static final String UNKNOWN_SERVICE = "unknown_service";
  private static final int STATUS_ERROR = 2;

  private final SpanCursor spans = new SpanCursor();
  private final LogCursor logs = new LogCursor();
  private final MetricCursor metrics = new MetricCursor();
  private final RecentTelemetry recent;

  Facts(RecentTelemetry recent) {
    this.recent = recent;
  }

  void take(Batch batch) {
    switch (batch.signal()) {
      case TRACES -> takeSpans(batch);
      case LOGS -> takeLogs(batch);
      case METRICS -> takeMetrics(batch);
    }
  }

  private void takeSpans(Batch batch) {
    spans.reset(batch);
    while (spans.next()) {
      SpanView span = spans.span();
      recent.add(
          new SpanFact(
              span.traceId().hex(),
              span.spanId().hex(),
              span.parentSpanId().hex(),
              service(spans),
              span.name().toString(),
              span.kind(),
              span.startTimeUnixNano(),
              span.endTimeUnixNano(),
              span.statusCode() == STATUS_ERROR,
              attributes(span.attributes())));
    }
  }

  private void takeLogs(Batch batch) {
    logs.reset(batch);
    while (logs.next()) {
      LogRecordView record = logs.logRecord();
      recent.add(
          new LogFact(
              record.traceId().hex(),
              record.spanId().hex(),
              service(logs),
              logs.scope().name().toString(),
              record.severityText().toString(),
              record.body().asText(),
              record.timeOrObservedTimeUnixNano()));
    }
  }

  private void takeMetrics(Batch batch) {
    metrics.reset(batch);
    while (metrics.next()) {
      MetricView metric = metrics.metric();
      long points = 0;
      while (metric.nextPoint()) {
        points++;
      }
      recent.addMetricPoints(service(metrics), points);
    }
  }

  private static String service(ItemCursor cursor) {
    String name = cursor.resource().attributes().text("service.name");
    return name == null || name.isEmpty() ? UNKNOWN_SERVICE : name;
  }

  private static Map<String, String> attributes(AttributesView view) {
    Map<String, String> attributes = new LinkedHashMap<>();
    view.rewind();
    while (view.next()) {
      attributes.put(view.key().toString(), view.value().asText());
    }
    return attributes;
  }
}
