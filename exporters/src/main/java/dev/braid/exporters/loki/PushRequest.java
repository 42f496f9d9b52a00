/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.loki;

import dev.braid.otlp.Batch;
import dev.braid.otlp.LogCursor;
import dev.braid.otlp.LogRecordView;
import dev.braid.otlp.ProtoWriter;
import dev.braid.otlp.ResourceView;
import dev.braid.otlp.ScopeView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes log records as {@code logproto.PushRequest}. Used by one thread.
 *
 * <p>Labels, few in number because each set of values is a stream of its own: {@code service_name},
 * {@code service_namespace}, {@code deployment_environment} and {@code level}. Everything else is
 * structured metadata: {@code trace_id}, {@code span_id}, {@code severity_text}, {@code
 * severity_number}, {@code event_name}, {@code scope_name}, {@code scope_version}, the record's and
 * the resource's attributes; where names agree the record's own win. The line is the body.
 */
final class PushRequest {

  private static final String NO_SERVICE = "unknown_service";

  private final Clock clock;
  private final Map<String, List<Entry>> streams = new LinkedHashMap<>();

  private PushRequest(Clock clock) {
    this.clock = clock;
  }

  static byte[] of(Batch batch, Clock clock) {
    PushRequest request = new PushRequest(clock);
    request.read(batch);
    return request.toProto();
  }

  private void read(Batch batch) {
    LogCursor cursor = new LogCursor();
    cursor.reset(batch);
    int resource = -1;
    int scope = -1;
    Map<String, String> labels = Map.of();
    Metadata resourceMetadata = new Metadata();
    Metadata scopeMetadata = new Metadata();
    while (cursor.next()) {
      if (cursor.resourceIndex() != resource) {
        resource = cursor.resourceIndex();
        scope = -1;
        labels = labels(cursor.resource());
        resourceMetadata = resourceMetadata(cursor.resource());
      }
      if (cursor.scopeIndex() != scope) {
        scope = cursor.scopeIndex();
        scopeMetadata = scopeMetadata(resourceMetadata, cursor.scope());
      }
      record(cursor.logRecord(), labels, scopeMetadata);
    }
  }

  private static Map<String, String> labels(ResourceView resource) {
    String service = resource.attributes().text("service.name");
    String namespace = resource.attributes().text("service.namespace");
    String environment = resource.attributes().text("deployment.environment.name");
    if (environment == null) {
      environment = resource.attributes().text("deployment.environment");
    }
    Map<String, String> labels = new LinkedHashMap<>();
    if (environment != null && !environment.isEmpty()) {
      labels.put("deployment_environment", environment);
    }
    labels.put("service_name", service == null || service.isEmpty() ? NO_SERVICE : service);
    if (namespace != null && !namespace.isEmpty()) {
      labels.put("service_namespace", namespace);
    }
    return labels;
  }

  private static Metadata resourceMetadata(ResourceView resource) {
    return new Metadata()
        .addAll(resource.attributes())
        .remove("service_name")
        .remove("service_namespace")
        .remove("deployment_environment")
        .remove("deployment_environment_name");
  }

  private static Metadata scopeMetadata(Metadata resource, ScopeView scope) {
    return new Metadata(resource)
        .addAll(scope.attributes())
        .put("scope_name", scope.name().toString())
        .put("scope_version", scope.version().toString());
  }

  private void record(LogRecordView record, Map<String, String> labels, Metadata scope) {
    Metadata metadata = new Metadata(scope).addAll(record.attributes());
    metadata.put("trace_id", record.traceId().hex()).put("span_id", record.spanId().hex());
    metadata.put("severity_text", record.severityText().toString());
    metadata.put("event_name", record.eventName().toString());
    int severity = record.severityNumber();
    if (severity > 0) {
      metadata.put("severity_number", Integer.toString(severity));
    }
    long nanos = record.timeOrObservedTimeUnixNano();
    if (nanos <= 0) {
      nanos = clock.millis() * 1_000_000;
    }
    String level = Level.of(severity, record.severityText().toString());
    streams
        .computeIfAbsent(selector(labels, level), key -> new ArrayList<>())
        .add(new Entry(nanos, record.body().asText(), metadata));
  }

  /** Labels as Loki reads them: {@code {level="info", service_name="shop"}}. */
  private static String selector(Map<String, String> labels, String level) {
    StringBuilder text = new StringBuilder("{level=\"").append(level).append('"');
    labels.forEach(
        (name, value) ->
            text.append(", ").append(name).append("=\"").append(escaped(value)).append('"'));
    return text.append('}').toString();
  }

  private static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }

  private byte[] toProto() {
    ProtoWriter out = new ProtoWriter(4 << 10);
    streams.forEach(
        (labels, entries) -> {
          int stream = out.begin(1, 3);
          out.string(1, labels);
          entries.sort(Comparator.comparingLong(Entry::nanos));
          entries.forEach(entry -> entry.write(out));
          out.end(stream);
        });
    if (out.isOverflown()) {
      throw new IllegalStateException("more than " + ProtoWriter.DEFAULT_MAX_BYTES + " bytes");
    }
    return out.toByteArray();
  }

  private record Entry(long nanos, String line, Metadata metadata) {
    void write(ProtoWriter out) {
      int entry = out.begin(2, 2);
      int time = out.begin(1);
      out.varint(1, nanos / 1_000_000_000);
      out.varint(2, nanos % 1_000_000_000);
      out.end(time);
      out.string(2, line);
      metadata.write(out, 3);
      out.end(entry);
    }
  }
}
