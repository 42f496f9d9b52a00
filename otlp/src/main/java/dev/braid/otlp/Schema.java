/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import static dev.braid.otlp.FieldType.Kind.BOOL;
import static dev.braid.otlp.FieldType.Kind.BYTES;
import static dev.braid.otlp.FieldType.Kind.DOUBLE;
import static dev.braid.otlp.FieldType.Kind.FIXED32;
import static dev.braid.otlp.FieldType.Kind.FIXED64;
import static dev.braid.otlp.FieldType.Kind.INT32;
import static dev.braid.otlp.FieldType.Kind.INT64;
import static dev.braid.otlp.FieldType.Kind.SFIXED64;
import static dev.braid.otlp.FieldType.Kind.SINT32;
import static dev.braid.otlp.FieldType.Kind.SPAN_ID;
import static dev.braid.otlp.FieldType.Kind.STRING;
import static dev.braid.otlp.FieldType.Kind.TRACE_ID;
import static dev.braid.otlp.FieldType.Kind.UINT32;
import static dev.braid.otlp.FieldType.Kind.UINT64;

/**
 * The messages of OTLP 1.11 as one table, from which the validator, the canonicaliser and the JSON
 * transcoder work. A test compares it with the descriptors of opentelemetry-proto. The agent never
 * loads it.
 */
final class Schema {
  private static final String[] SPAN_KINDS = {
    "SPAN_KIND_UNSPECIFIED",
    "SPAN_KIND_INTERNAL",
    "SPAN_KIND_SERVER",
    "SPAN_KIND_CLIENT",
    "SPAN_KIND_PRODUCER",
    "SPAN_KIND_CONSUMER"
  };
  private static final String[] STATUS_CODES = {
    "STATUS_CODE_UNSET", "STATUS_CODE_OK", "STATUS_CODE_ERROR"
  };
  private static final String[] TEMPORALITIES = {
    "AGGREGATION_TEMPORALITY_UNSPECIFIED",
    "AGGREGATION_TEMPORALITY_DELTA",
    "AGGREGATION_TEMPORALITY_CUMULATIVE"
  };
  private static final String[] SEVERITIES = severities();

  private static final MessageType KEY_VALUE = new MessageType("KeyValue").attribute();
  private static final MessageType ANY_VALUE =
      new MessageType("AnyValue")
          .oneof(1, "string_value", STRING)
          .oneof(2, "bool_value", BOOL)
          .oneof(3, "int_value", INT64)
          .oneof(4, "double_value", DOUBLE);

  static {
    ANY_VALUE
        .oneof(5, "array_value", new MessageType("ArrayValue").many(1, "values", ANY_VALUE))
        .oneof(6, "kvlist_value", new MessageType("KeyValueList").many(1, "values", KEY_VALUE))
        .oneof(7, "bytes_value", BYTES)
        .oneof(8, "string_value_strindex", INT32);
    KEY_VALUE.one(1, "key", STRING).one(2, "value", ANY_VALUE).one(3, "key_strindex", INT32);
  }

  private static final MessageType SCOPE =
      new MessageType("InstrumentationScope")
          .one(1, "name", STRING)
          .one(2, "version", STRING)
          .many(3, "attributes", KEY_VALUE)
          .one(4, "dropped_attributes_count", UINT32);
  private static final MessageType RESOURCE =
      new MessageType("Resource")
          .many(1, "attributes", KEY_VALUE)
          .one(2, "dropped_attributes_count", UINT32)
          .many(
              3,
              "entity_refs",
              new MessageType("EntityRef")
                  .one(1, "schema_url", STRING)
                  .one(2, "type", STRING)
                  .many(3, "id_keys", STRING)
                  .many(4, "description_keys", STRING));

  private static final MessageType TRACES =
      request("ExportTraceServiceRequest", "resource_spans", "scope_spans", "spans", span());
  private static final MessageType METRICS =
      request(
          "ExportMetricsServiceRequest", "resource_metrics", "scope_metrics", "metrics", metric());
  private static final MessageType LOGS =
      request("ExportLogsServiceRequest", "resource_logs", "scope_logs", "log_records", log());

  private Schema() {}

  /** The Export*ServiceRequest of {@code signal}. */
  static MessageType request(Signal signal) {
    switch (signal) {
      case TRACES:
        return TRACES;
      case METRICS:
        return METRICS;
      case LOGS:
        return LOGS;
    }
    throw new AssertionError(signal);
  }

  /** The Export*ServiceResponse of {@code signal}. */
  static MessageType response(Signal signal) {
    MessageType partial =
        new MessageType("ExportPartialSuccess")
            .one(1, ExportResponse.rejectedField(signal), INT64)
            .one(2, "error_message", STRING);
    return new MessageType("ExportServiceResponse").one(1, "partial_success", partial);
  }

  private static MessageType request(
      String name, String resources, String scopes, String items, MessageType item) {
    MessageType scopeItems =
        new MessageType("Scope" + item.name)
            .holdingItems()
            .one(1, "scope", SCOPE)
            .many(2, items, item)
            .one(3, "schema_url", STRING);
    MessageType resourceItems =
        new MessageType("Resource" + item.name)
            .holdingItems()
            .one(1, "resource", RESOURCE)
            .many(2, scopes, scopeItems)
            .one(3, "schema_url", STRING);
    return new MessageType(name).holdingItems().many(1, resources, resourceItems);
  }

  private static MessageType span() {
    return new MessageType("Span")
        .item()
        .one(1, "trace_id", TRACE_ID)
        .one(2, "span_id", SPAN_ID)
        .one(3, "trace_state", STRING)
        .one(4, "parent_span_id", SPAN_ID)
        .one(5, "name", STRING)
        .enumeration(6, "kind", SPAN_KINDS)
        .one(7, "start_time_unix_nano", FIXED64)
        .one(8, "end_time_unix_nano", FIXED64)
        .many(9, "attributes", KEY_VALUE)
        .one(10, "dropped_attributes_count", UINT32)
        .many(11, "events", event())
        .one(12, "dropped_events_count", UINT32)
        .many(13, "links", link())
        .one(14, "dropped_links_count", UINT32)
        .one(
            15,
            "status",
            new MessageType("Status")
                .one(2, "message", STRING)
                .enumeration(3, "code", STATUS_CODES))
        .one(16, "flags", FIXED32);
  }

  private static MessageType event() {
    return new MessageType("Event")
        .one(1, "time_unix_nano", FIXED64)
        .one(2, "name", STRING)
        .many(3, "attributes", KEY_VALUE)
        .one(4, "dropped_attributes_count", UINT32);
  }

  private static MessageType link() {
    return new MessageType("Link")
        .one(1, "trace_id", TRACE_ID)
        .one(2, "span_id", SPAN_ID)
        .one(3, "trace_state", STRING)
        .many(4, "attributes", KEY_VALUE)
        .one(5, "dropped_attributes_count", UINT32)
        .one(6, "flags", FIXED32);
  }

  private static MessageType log() {
    return new MessageType("LogRecord")
        .item()
        .one(1, "time_unix_nano", FIXED64)
        .one(11, "observed_time_unix_nano", FIXED64)
        .enumeration(2, "severity_number", SEVERITIES)
        .one(3, "severity_text", STRING)
        .one(5, "body", ANY_VALUE)
        .many(6, "attributes", KEY_VALUE)
        .one(7, "dropped_attributes_count", UINT32)
        .one(8, "flags", FIXED32)
        .one(9, "trace_id", TRACE_ID)
        .one(10, "span_id", SPAN_ID)
        .one(12, "event_name", STRING);
  }

  private static MessageType metric() {
    MessageType exemplar =
        new MessageType("Exemplar")
            .many(7, "filtered_attributes", KEY_VALUE)
            .one(2, "time_unix_nano", FIXED64)
            .oneof(3, "as_double", DOUBLE)
            .oneof(6, "as_int", SFIXED64)
            .one(4, "span_id", SPAN_ID)
            .one(5, "trace_id", TRACE_ID);
    MessageType number = numberPoint(exemplar);
    return new MessageType("Metric")
        .one(1, "name", STRING)
        .one(2, "description", STRING)
        .one(3, "unit", STRING)
        .oneof(5, "gauge", new MessageType("Gauge").holdingItems().many(1, "data_points", number))
        .oneof(7, "sum", aggregated("Sum", number).one(3, "is_monotonic", BOOL))
        .oneof(9, "histogram", aggregated("Histogram", histogramPoint(exemplar)))
        .oneof(
            10,
            "exponential_histogram",
            aggregated("ExponentialHistogram", exponentialPoint(exemplar)))
        .oneof(
            11,
            "summary",
            new MessageType("Summary").holdingItems().many(1, "data_points", summaryPoint()))
        .many(12, "metadata", KEY_VALUE);
  }

  private static MessageType aggregated(String name, MessageType point) {
    return new MessageType(name)
        .holdingItems()
        .many(1, "data_points", point)
        .enumeration(2, "aggregation_temporality", TEMPORALITIES);
  }

  private static MessageType numberPoint(MessageType exemplar) {
    return point("NumberDataPoint", 7, 8)
        .oneof(4, "as_double", DOUBLE)
        .oneof(6, "as_int", SFIXED64)
        .many(5, "exemplars", exemplar);
  }

  private static MessageType histogramPoint(MessageType exemplar) {
    return point("HistogramDataPoint", 9, 10)
        .one(4, "count", FIXED64)
        .optional(5, "sum", DOUBLE)
        .many(6, "bucket_counts", FIXED64)
        .many(7, "explicit_bounds", DOUBLE)
        .many(8, "exemplars", exemplar)
        .optional(11, "min", DOUBLE)
        .optional(12, "max", DOUBLE);
  }

  private static MessageType exponentialPoint(MessageType exemplar) {
    MessageType buckets =
        new MessageType("Buckets").one(1, "offset", SINT32).many(2, "bucket_counts", UINT64);
    return point("ExponentialHistogramDataPoint", 1, 10)
        .one(4, "count", FIXED64)
        .optional(5, "sum", DOUBLE)
        .one(6, "scale", SINT32)
        .one(7, "zero_count", FIXED64)
        .one(8, "positive", buckets)
        .one(9, "negative", buckets)
        .many(11, "exemplars", exemplar)
        .optional(12, "min", DOUBLE)
        .optional(13, "max", DOUBLE)
        .one(14, "zero_threshold", DOUBLE);
  }

  private static MessageType summaryPoint() {
    return point("SummaryDataPoint", 7, 8)
        .one(4, "count", FIXED64)
        .one(5, "sum", DOUBLE)
        .many(
            6,
            "quantile_values",
            new MessageType("ValueAtQuantile").one(1, "quantile", DOUBLE).one(2, "value", DOUBLE));
  }

  /** What all data points share: attributes and flags differ in their numbers only. */
  private static MessageType point(String name, int attributes, int flags) {
    return new MessageType(name)
        .item()
        .many(attributes, "attributes", KEY_VALUE)
        .one(2, "start_time_unix_nano", FIXED64)
        .one(3, "time_unix_nano", FIXED64)
        .one(flags, "flags", UINT32);
  }

  private static String[] severities() {
    String[] levels = {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"};
    String[] names = new String[1 + 4 * levels.length];
    names[0] = "SEVERITY_NUMBER_UNSPECIFIED";
    for (int i = 1; i < names.length; i++) {
      int step = (i - 1) % 4;
      names[i] = "SEVERITY_NUMBER_" + levels[(i - 1) / 4] + (step == 0 ? "" : step + 1);
    }
    return names;
  }
}
