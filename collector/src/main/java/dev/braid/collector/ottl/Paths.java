/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import dev.braid.collector.ottl.FieldPaths.Encoding;
import dev.braid.config.NearestName;
import dev.braid.otlp.Fields;
import dev.braid.otlp.edit.EditCursor;
import dev.braid.otlp.edit.EditableMessage;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the paths of each context stand for. Names are joined with dots, without the context. */
final class Paths {
  private static final int TRACE_ID = 16;
  private static final int SPAN_ID = 8;

  private static final Map<OttlContext, Map<String, Target>> ALL = new EnumMap<>(OttlContext.class);

  static {
    ALL.put(OttlContext.RESOURCE, resource());
    ALL.put(OttlContext.SCOPE, scope());
    ALL.put(OttlContext.SPAN, span());
    ALL.put(OttlContext.SPANEVENT, spanEvent());
    ALL.put(OttlContext.METRIC, metric());
    ALL.put(OttlContext.DATAPOINT, DataPointPaths.all());
    ALL.put(OttlContext.LOG, log());
    ALL.values().forEach(paths -> paths.put("cache", new CachePath()));
  }

  private Paths() {}

  /** The path of that name, or null. */
  static @Nullable Target find(OttlContext context, String name) {
    Map<String, Target> paths = ALL.get(context);
    return paths == null ? null : paths.get(name);
  }

  /** What a message adds to say which names there are. */
  static String hint(OttlContext context, String name) {
    Map<String, Target> paths = ALL.getOrDefault(context, Map.of());
    return ", allowed "
        + String.join(", ", paths.keySet())
        + NearestName.hint(name, paths.keySet());
  }

  private static Holder.Message at(Function<EditCursor, EditableMessage> message) {
    return frame -> message.apply(frame.at());
  }

  private static Map<String, Target> resource() {
    Holder.Message resource = at(EditCursor::resource);
    Map<String, Target> paths = new TreeMap<>();
    paths.put("attributes", new AttributePaths(resource.field(Fields.Resource.ATTRIBUTES)));
    paths.put(
        "dropped_attributes_count",
        uint32(resource.field(Fields.Resource.DROPPED_ATTRIBUTES_COUNT)));
    paths.put(
        "schema_url",
        FieldPaths.text(at(EditCursor::resourceEntry).field(Fields.Wrapper.SCHEMA_URL)));
    return paths;
  }

  private static Map<String, Target> scope() {
    Holder.Message scope = at(EditCursor::scope);
    Map<String, Target> paths = new TreeMap<>();
    paths.put("name", FieldPaths.text(scope.field(Fields.Scope.NAME)));
    paths.put("version", FieldPaths.text(scope.field(Fields.Scope.VERSION)));
    paths.put("attributes", new AttributePaths(scope.field(Fields.Scope.ATTRIBUTES)));
    paths.put(
        "dropped_attributes_count", uint32(scope.field(Fields.Scope.DROPPED_ATTRIBUTES_COUNT)));
    paths.put(
        "schema_url", FieldPaths.text(at(EditCursor::scopeEntry).field(Fields.Wrapper.SCHEMA_URL)));
    return paths;
  }

  private static Map<String, Target> span() {
    Holder.Message span = at(EditCursor::item);
    Holder.Message status = at(cursor -> cursor.item().messageOrNew(Fields.Span.STATUS));
    Map<String, Target> paths = new TreeMap<>();
    id(paths, "trace_id", span.field(Fields.Span.TRACE_ID), TRACE_ID);
    id(paths, "span_id", span.field(Fields.Span.SPAN_ID), SPAN_ID);
    id(paths, "parent_span_id", span.field(Fields.Span.PARENT_SPAN_ID), SPAN_ID);
    paths.put("trace_state", new TraceStatePath(span.field(Fields.Span.TRACE_STATE)));
    paths.put("name", FieldPaths.text(span.field(Fields.Span.NAME)));
    Holder kind = span.field(Fields.Span.KIND);
    paths.put("kind", FieldPaths.number(kind, Encoding.VARINT));
    paths.put("kind.string", FieldPaths.named(kind, kindNames("")));
    paths.put("kind.deprecated_string", FieldPaths.named(kind, kindNames("SPAN_KIND_")));
    time(paths, "start_time", span.field(Fields.Span.START_TIME_UNIX_NANO));
    time(paths, "end_time", span.field(Fields.Span.END_TIME_UNIX_NANO));
    paths.put("attributes", new AttributePaths(span.field(Fields.Span.ATTRIBUTES)));
    paths.put("dropped_attributes_count", uint32(span.field(Fields.Span.DROPPED_ATTRIBUTES_COUNT)));
    paths.put("events", FieldPaths.elements("events", span.field(Fields.Span.EVENTS)));
    paths.put("dropped_events_count", uint32(span.field(Fields.Span.DROPPED_EVENTS_COUNT)));
    paths.put("links", FieldPaths.elements("links", span.field(Fields.Span.LINKS)));
    paths.put("dropped_links_count", uint32(span.field(Fields.Span.DROPPED_LINKS_COUNT)));
    paths.put("status.code", FieldPaths.number(status.field(Fields.Status.CODE), Encoding.VARINT));
    paths.put("status.message", FieldPaths.text(status.field(Fields.Status.MESSAGE)));
    paths.put("flags", FieldPaths.number(span.field(Fields.Span.FLAGS), Encoding.FIXED32));
    return paths;
  }

  private static Map<String, Target> spanEvent() {
    Holder.Message event = at(EditCursor::part);
    Map<String, Target> paths = new TreeMap<>();
    time(paths, "time", event.field(Fields.Event.TIME_UNIX_NANO));
    paths.put("name", FieldPaths.text(event.field(Fields.Event.NAME)));
    paths.put("attributes", new AttributePaths(event.field(Fields.Event.ATTRIBUTES)));
    paths.put(
        "dropped_attributes_count", uint32(event.field(Fields.Event.DROPPED_ATTRIBUTES_COUNT)));
    return paths;
  }

  private static Map<String, Target> log() {
    Holder.Message log = at(EditCursor::item);
    Map<String, Target> paths = new TreeMap<>();
    time(paths, "time", log.field(Fields.LogRecord.TIME_UNIX_NANO));
    time(paths, "observed_time", log.field(Fields.LogRecord.OBSERVED_TIME_UNIX_NANO));
    paths.put(
        "severity_number",
        FieldPaths.number(log.field(Fields.LogRecord.SEVERITY_NUMBER), Encoding.VARINT));
    paths.put("severity_text", FieldPaths.text(log.field(Fields.LogRecord.SEVERITY_TEXT)));
    Holder body = log.field(Fields.LogRecord.BODY);
    paths.put("body", new BodyPath(FieldPaths.value(body)));
    paths.put("body.string", FieldPaths.valueText(body));
    paths.put("attributes", new AttributePaths(log.field(Fields.LogRecord.ATTRIBUTES)));
    paths.put(
        "dropped_attributes_count", uint32(log.field(Fields.LogRecord.DROPPED_ATTRIBUTES_COUNT)));
    paths.put("flags", FieldPaths.number(log.field(Fields.LogRecord.FLAGS), Encoding.FIXED32));
    id(paths, "trace_id", log.field(Fields.LogRecord.TRACE_ID), TRACE_ID);
    id(paths, "span_id", log.field(Fields.LogRecord.SPAN_ID), SPAN_ID);
    paths.put("event_name", FieldPaths.text(log.field(Fields.LogRecord.EVENT_NAME)));
    return paths;
  }

  private static Map<String, Target> metric() {
    Holder.Message metric = at(EditCursor::item);
    Map<String, Target> paths = new TreeMap<>();
    paths.put("name", FieldPaths.text(metric.field(Fields.Metric.NAME)));
    paths.put("description", FieldPaths.text(metric.field(Fields.Metric.DESCRIPTION)));
    paths.put("unit", FieldPaths.text(metric.field(Fields.Metric.UNIT)));
    paths.put("metadata", new AttributePaths(metric.field(Fields.Metric.METADATA)));
    paths.put("type", Target.readOnly("metric.type", MetricDataHolder::typeOf));
    paths.put(
        "aggregation_temporality",
        FieldPaths.number(
            new MetricDataHolder(Fields.MetricData.AGGREGATION_TEMPORALITY), Encoding.VARINT));
    paths.put(
        "is_monotonic", FieldPaths.bool(new MetricDataHolder(Fields.MetricData.IS_MONOTONIC)));
    paths.put(
        "data_points",
        FieldPaths.elements("data_points", new MetricDataHolder(Fields.MetricData.DATA_POINTS)));
    return paths;
  }

  private static List<String> kindNames(String prefix) {
    return Enums.SPAN_KINDS.stream()
        .map(
            kind ->
                prefix.isEmpty()
                    ? kind.charAt(0) + kind.substring(1).toLowerCase(Locale.ROOT)
                    : prefix + kind)
        .toList();
  }

  private static Target uint32(Holder holder) {
    return FieldPaths.number(holder, Encoding.UINT32);
  }

  static void id(Map<String, Target> paths, String name, Holder holder, int length) {
    paths.put(name, FieldPaths.id(holder, length));
    paths.put(name + ".string", FieldPaths.idText(holder, length));
  }

  static void time(Map<String, Target> paths, String name, Holder holder) {
    paths.put(name, FieldPaths.time(holder));
    paths.put(name + "_unix_nano", FieldPaths.number(holder, Encoding.FIXED64));
  }
}
