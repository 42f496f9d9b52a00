/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/**
 * Field numbers of OTLP 1.11, one nested class a message. {@link Wrapper} holds for all three
 * signals, whose outer messages have the same shape.
 *
 * @see <a href="https://github.com/open-telemetry/opentelemetry-proto">opentelemetry-proto</a>
 */
public final class Fields {
  private Fields() {}

  /** Export*ServiceRequest, Resource{Spans,Metrics,Logs} and Scope{Spans,Metrics,Logs}. */
  public static final class Wrapper {
    /** Resource{Spans,Metrics,Logs} in the request. */
    public static final int RESOURCE_ITEMS = 1;

    /** Resource in Resource{Spans,Metrics,Logs}. */
    public static final int RESOURCE = 1;

    /** Scope{Spans,Metrics,Logs} in Resource{Spans,Metrics,Logs}. */
    public static final int SCOPE_ITEMS = 2;

    /** InstrumentationScope in Scope{Spans,Metrics,Logs}. */
    public static final int SCOPE = 1;

    /** Span, Metric or LogRecord in Scope{Spans,Metrics,Logs}. */
    public static final int ITEM = 2;

    /** Schema URL in both. */
    public static final int SCHEMA_URL = 3;

    private Wrapper() {}
  }

  /** Resource. */
  public static final class Resource {
    public static final int ATTRIBUTES = 1;
    public static final int DROPPED_ATTRIBUTES_COUNT = 2;
    public static final int ENTITY_REFS = 3;

    private Resource() {}
  }

  /** InstrumentationScope. */
  public static final class Scope {
    public static final int NAME = 1;
    public static final int VERSION = 2;
    public static final int ATTRIBUTES = 3;
    public static final int DROPPED_ATTRIBUTES_COUNT = 4;

    private Scope() {}
  }

  /** KeyValue. */
  public static final class KeyValue {
    public static final int KEY = 1;
    public static final int VALUE = 2;

    private KeyValue() {}
  }

  /** AnyValue. */
  public static final class AnyValue {
    public static final int STRING = 1;
    public static final int BOOL = 2;
    public static final int INT = 3;
    public static final int DOUBLE = 4;
    public static final int ARRAY = 5;
    public static final int KVLIST = 6;
    public static final int BYTES = 7;

    /** Repeated elements of ArrayValue and KeyValueList. */
    public static final int VALUES = 1;

    private AnyValue() {}
  }

  /** Span. */
  public static final class Span {
    public static final int TRACE_ID = 1;
    public static final int SPAN_ID = 2;
    public static final int TRACE_STATE = 3;
    public static final int PARENT_SPAN_ID = 4;
    public static final int NAME = 5;
    public static final int KIND = 6;
    public static final int START_TIME_UNIX_NANO = 7;
    public static final int END_TIME_UNIX_NANO = 8;
    public static final int ATTRIBUTES = 9;
    public static final int DROPPED_ATTRIBUTES_COUNT = 10;
    public static final int EVENTS = 11;
    public static final int DROPPED_EVENTS_COUNT = 12;
    public static final int LINKS = 13;
    public static final int DROPPED_LINKS_COUNT = 14;
    public static final int STATUS = 15;
    public static final int FLAGS = 16;

    private Span() {}
  }

  /** Span.Event. */
  public static final class Event {
    public static final int TIME_UNIX_NANO = 1;
    public static final int NAME = 2;
    public static final int ATTRIBUTES = 3;
    public static final int DROPPED_ATTRIBUTES_COUNT = 4;

    private Event() {}
  }

  /** Span.Link. */
  public static final class Link {
    public static final int TRACE_ID = 1;
    public static final int SPAN_ID = 2;
    public static final int TRACE_STATE = 3;
    public static final int ATTRIBUTES = 4;
    public static final int DROPPED_ATTRIBUTES_COUNT = 5;
    public static final int FLAGS = 6;

    private Link() {}
  }

  /** Status of a span. */
  public static final class Status {
    public static final int MESSAGE = 2;
    public static final int CODE = 3;

    private Status() {}
  }

  /** LogRecord. */
  public static final class LogRecord {
    public static final int TIME_UNIX_NANO = 1;
    public static final int SEVERITY_NUMBER = 2;
    public static final int SEVERITY_TEXT = 3;
    public static final int BODY = 5;
    public static final int ATTRIBUTES = 6;
    public static final int DROPPED_ATTRIBUTES_COUNT = 7;
    public static final int FLAGS = 8;
    public static final int TRACE_ID = 9;
    public static final int SPAN_ID = 10;
    public static final int OBSERVED_TIME_UNIX_NANO = 11;
    public static final int EVENT_NAME = 12;

    private LogRecord() {}
  }

  /** Metric. */
  public static final class Metric {
    public static final int NAME = 1;
    public static final int DESCRIPTION = 2;
    public static final int UNIT = 3;
    public static final int GAUGE = 5;
    public static final int SUM = 7;
    public static final int HISTOGRAM = 9;
    public static final int EXPONENTIAL_HISTOGRAM = 10;
    public static final int SUMMARY = 11;
    public static final int METADATA = 12;

    private Metric() {}
  }

  /** Gauge, Sum, Histogram, ExponentialHistogram and Summary. */
  public static final class MetricData {
    public static final int DATA_POINTS = 1;
    public static final int AGGREGATION_TEMPORALITY = 2;
    public static final int IS_MONOTONIC = 3;

    private MetricData() {}
  }

  /** NumberDataPoint. */
  public static final class NumberPoint {
    public static final int START_TIME_UNIX_NANO = 2;
    public static final int TIME_UNIX_NANO = 3;
    public static final int AS_DOUBLE = 4;
    public static final int EXEMPLARS = 5;
    public static final int AS_INT = 6;
    public static final int ATTRIBUTES = 7;
    public static final int FLAGS = 8;

    private NumberPoint() {}
  }

  /** HistogramDataPoint. */
  public static final class HistogramPoint {
    public static final int START_TIME_UNIX_NANO = 2;
    public static final int TIME_UNIX_NANO = 3;
    public static final int COUNT = 4;
    public static final int SUM = 5;
    public static final int BUCKET_COUNTS = 6;
    public static final int EXPLICIT_BOUNDS = 7;
    public static final int EXEMPLARS = 8;
    public static final int ATTRIBUTES = 9;
    public static final int FLAGS = 10;
    public static final int MIN = 11;
    public static final int MAX = 12;

    private HistogramPoint() {}
  }

  /** ExponentialHistogramDataPoint. */
  public static final class ExponentialPoint {
    public static final int ATTRIBUTES = 1;
    public static final int START_TIME_UNIX_NANO = 2;
    public static final int TIME_UNIX_NANO = 3;
    public static final int COUNT = 4;
    public static final int SUM = 5;
    public static final int SCALE = 6;
    public static final int ZERO_COUNT = 7;
    public static final int POSITIVE = 8;
    public static final int NEGATIVE = 9;
    public static final int FLAGS = 10;
    public static final int EXEMPLARS = 11;
    public static final int MIN = 12;
    public static final int MAX = 13;
    public static final int ZERO_THRESHOLD = 14;

    /** In Buckets. */
    public static final int BUCKETS_OFFSET = 1;

    /** In Buckets. */
    public static final int BUCKETS_COUNTS = 2;

    private ExponentialPoint() {}
  }

  /** SummaryDataPoint. */
  public static final class SummaryPoint {
    public static final int START_TIME_UNIX_NANO = 2;
    public static final int TIME_UNIX_NANO = 3;
    public static final int COUNT = 4;
    public static final int SUM = 5;
    public static final int QUANTILE_VALUES = 6;
    public static final int ATTRIBUTES = 7;
    public static final int FLAGS = 8;

    /** In ValueAtQuantile. */
    public static final int QUANTILE = 1;

    /** In ValueAtQuantile. */
    public static final int VALUE = 2;

    private SummaryPoint() {}
  }

  /** Exemplar. */
  public static final class Exemplar {
    public static final int TIME_UNIX_NANO = 2;
    public static final int AS_DOUBLE = 3;
    public static final int SPAN_ID = 4;
    public static final int TRACE_ID = 5;
    public static final int AS_INT = 6;
    public static final int FILTERED_ATTRIBUTES = 7;

    private Exemplar() {}
  }
}
