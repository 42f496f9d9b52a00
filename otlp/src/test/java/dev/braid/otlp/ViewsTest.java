/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every getter of every view against what the oracle reads from the same bytes. */
class ViewsTest {
  private static final int ROUNDS = 60;

  @Test
  void spans_areReadLikeTheOracleDoes() throws Exception {
    RandomRequests requests = new RandomRequests(RandomRequests.SEED);
    SpanCursor cursor = new SpanCursor();
    for (int round = 0; round < ROUNDS; round++) {
      Message request = requests.next(Signal.TRACES);
      cursor.reset(Batch.of(Signal.TRACES, request.toByteArray()));

      for (ResourceSpans resource : ((ExportTraceServiceRequest) request).getResourceSpansList()) {
        for (ScopeSpans scope : resource.getScopeSpansList()) {
          for (Span span : scope.getSpansList()) {
            assertThat(cursor.next()).as("round %d", round).isTrue();
            compare(cursor.resource().attributes(), resource.getResource().getAttributesList());
            compare(cursor.resource().schemaUrl(), resource.getSchemaUrl());
            compare(cursor.scope().name(), scope.getScope().getName());
            compare(cursor.scope().version(), scope.getScope().getVersion());
            compare(cursor.scope().schemaUrl(), scope.getSchemaUrl());
            compare(cursor.scope().attributes(), scope.getScope().getAttributesList());
            compare(cursor.span(), span);
          }
        }
      }

      assertThat(cursor.next()).isFalse();
    }
  }

  private static void compare(SpanView ours, Span theirs) {
    compare(ours.traceId(), theirs.getTraceId());
    compare(ours.spanId(), theirs.getSpanId());
    compare(ours.parentSpanId(), theirs.getParentSpanId());
    compare(ours.traceState(), theirs.getTraceState());
    compare(ours.name(), theirs.getName());
    assertThat(ours.kind()).isEqualTo(theirs.getKindValue());
    assertThat(ours.flags()).isEqualTo(theirs.getFlags());
    assertThat(ours.startTimeUnixNano()).isEqualTo(theirs.getStartTimeUnixNano());
    assertThat(ours.endTimeUnixNano()).isEqualTo(theirs.getEndTimeUnixNano());
    compare(ours.attributes(), theirs.getAttributesList());
    assertThat((int) ours.droppedAttributesCount()).isEqualTo(theirs.getDroppedAttributesCount());
    assertThat((int) ours.droppedEventsCount()).isEqualTo(theirs.getDroppedEventsCount());
    assertThat((int) ours.droppedLinksCount()).isEqualTo(theirs.getDroppedLinksCount());
    assertThat(ours.statusCode()).isEqualTo(theirs.getStatus().getCodeValue());
    compare(ours.statusMessage(), theirs.getStatus().getMessage());
    for (Span.Event event : theirs.getEventsList()) {
      assertThat(ours.nextEvent()).isTrue();
      assertThat(ours.event().timeUnixNano()).isEqualTo(event.getTimeUnixNano());
      compare(ours.event().name(), event.getName());
      compare(ours.event().attributes(), event.getAttributesList());
    }
    assertThat(ours.nextEvent()).isFalse();
    for (Span.Link link : theirs.getLinksList()) {
      assertThat(ours.nextLink()).isTrue();
      compare(ours.link().traceId(), link.getTraceId());
      compare(ours.link().spanId(), link.getSpanId());
      assertThat(ours.link().flags()).isEqualTo(link.getFlags());
      compare(ours.link().attributes(), link.getAttributesList());
    }
    assertThat(ours.nextLink()).isFalse();
  }

  @Test
  void logRecords_areReadLikeTheOracleDoes() throws Exception {
    RandomRequests requests = new RandomRequests(RandomRequests.SEED);
    LogCursor cursor = new LogCursor();
    for (int round = 0; round < ROUNDS; round++) {
      Message request = requests.next(Signal.LOGS);
      cursor.reset(Batch.of(Signal.LOGS, request.toByteArray()));

      for (ResourceLogs resource : ((ExportLogsServiceRequest) request).getResourceLogsList()) {
        for (ScopeLogs scope : resource.getScopeLogsList()) {
          for (LogRecord record : scope.getLogRecordsList()) {
            assertThat(cursor.next()).as("round %d", round).isTrue();
            compare(cursor.logRecord(), record);
          }
        }
      }

      assertThat(cursor.next()).isFalse();
    }
  }

  private static void compare(LogRecordView ours, LogRecord theirs) {
    assertThat(ours.timeUnixNano()).isEqualTo(theirs.getTimeUnixNano());
    assertThat(ours.observedTimeUnixNano()).isEqualTo(theirs.getObservedTimeUnixNano());
    assertThat(ours.severityNumber()).isEqualTo(theirs.getSeverityNumberValue());
    compare(ours.severityText(), theirs.getSeverityText());
    compare(ours.body(), theirs.getBody());
    compare(ours.attributes(), theirs.getAttributesList());
    assertThat(ours.flags()).isEqualTo(theirs.getFlags());
    compare(ours.traceId(), theirs.getTraceId());
    compare(ours.spanId(), theirs.getSpanId());
    compare(ours.eventName(), theirs.getEventName());
  }

  @Test
  void metrics_areReadLikeTheOracleDoes() throws Exception {
    RandomRequests requests = new RandomRequests(RandomRequests.SEED);
    MetricCursor cursor = new MetricCursor();
    for (int round = 0; round < ROUNDS; round++) {
      Message request = requests.next(Signal.METRICS);
      cursor.reset(Batch.of(Signal.METRICS, request.toByteArray()));

      for (ResourceMetrics resource :
          ((ExportMetricsServiceRequest) request).getResourceMetricsList()) {
        for (ScopeMetrics scope : resource.getScopeMetricsList()) {
          for (Metric metric : scope.getMetricsList()) {
            assertThat(cursor.next()).as("round %d", round).isTrue();
            compare(cursor.metric(), metric);
          }
        }
      }

      assertThat(cursor.next()).isFalse();
    }
  }

  private static void compare(MetricView ours, Metric theirs) {
    compare(ours.name(), theirs.getName());
    compare(ours.description(), theirs.getDescription());
    compare(ours.unit(), theirs.getUnit());
    compare(ours.metadata(), theirs.getMetadataList());
    switch (theirs.getDataCase()) {
      case GAUGE:
        assertThat(ours.type()).isEqualTo(MetricType.GAUGE);
        theirs.getGauge().getDataPointsList().forEach(point -> compareNumber(ours, point));
        break;
      case SUM:
        assertThat(ours.type()).isEqualTo(MetricType.SUM);
        assertThat(ours.isMonotonic()).isEqualTo(theirs.getSum().getIsMonotonic());
        assertThat(ours.aggregationTemporality())
            .isEqualTo(theirs.getSum().getAggregationTemporalityValue());
        theirs.getSum().getDataPointsList().forEach(point -> compareNumber(ours, point));
        break;
      case HISTOGRAM:
        assertThat(ours.aggregationTemporality())
            .isEqualTo(theirs.getHistogram().getAggregationTemporalityValue());
        theirs.getHistogram().getDataPointsList().forEach(point -> compareHistogram(ours, point));
        break;
      case EXPONENTIAL_HISTOGRAM:
        theirs
            .getExponentialHistogram()
            .getDataPointsList()
            .forEach(point -> compareExponential(ours, point));
        break;
      case SUMMARY:
        theirs.getSummary().getDataPointsList().forEach(point -> compareSummary(ours, point));
        break;
      default:
        assertThat(ours.type()).isNull();
    }
    assertThat(ours.nextPoint()).isFalse();
  }

  private static void compareNumber(MetricView metric, NumberDataPoint theirs) {
    assertThat(metric.nextPoint()).isTrue();
    NumberPointView ours = metric.numberPoint();
    assertThat(metric.point()).isSameAs(ours);
    compare(ours.attributes(), theirs.getAttributesList());
    assertThat(ours.startTimeUnixNano()).isEqualTo(theirs.getStartTimeUnixNano());
    assertThat(ours.timeUnixNano()).isEqualTo(theirs.getTimeUnixNano());
    assertThat(ours.flags()).isEqualTo(theirs.getFlags());
    if (theirs.hasAsInt()) {
      assertThat(ours.numberKind()).isEqualTo(NumberKind.INT);
      assertThat(ours.longValue()).isEqualTo(theirs.getAsInt());
    } else if (theirs.hasAsDouble()) {
      assertThat(ours.numberKind()).isEqualTo(NumberKind.DOUBLE);
      same(ours.doubleValue(), theirs.getAsDouble());
    } else {
      assertThat(ours.numberKind()).isEqualTo(NumberKind.NONE);
    }
    for (Exemplar exemplar : theirs.getExemplarsList()) {
      assertThat(ours.nextExemplar()).isTrue();
      compare(ours.exemplar().traceId(), exemplar.getTraceId());
      compare(ours.exemplar().spanId(), exemplar.getSpanId());
      compare(ours.exemplar().attributes(), exemplar.getFilteredAttributesList());
      assertThat(ours.exemplar().timeUnixNano()).isEqualTo(exemplar.getTimeUnixNano());
      if (exemplar.hasAsDouble()) {
        same(ours.exemplar().doubleValue(), exemplar.getAsDouble());
      }
    }
    assertThat(ours.nextExemplar()).isFalse();
  }

  private static void compareHistogram(MetricView metric, HistogramDataPoint theirs) {
    assertThat(metric.nextPoint()).isTrue();
    HistogramPointView ours = metric.histogramPoint();
    compare(ours.attributes(), theirs.getAttributesList());
    assertThat(ours.count()).isEqualTo(theirs.getCount());
    assertThat(ours.hasSum()).isEqualTo(theirs.hasSum());
    same(ours.sum(), theirs.getSum());
    assertThat(ours.hasMin()).isEqualTo(theirs.hasMin());
    same(ours.max(), theirs.getMax());
    assertThat(ours.bucketCount()).isEqualTo(theirs.getBucketCountsCount());
    for (int i = 0; i < ours.bucketCount(); i++) {
      assertThat(ours.bucketCountAt(i)).isEqualTo(theirs.getBucketCounts(i));
    }
    assertThat(ours.boundCount()).isEqualTo(theirs.getExplicitBoundsCount());
    for (int i = 0; i < ours.boundCount(); i++) {
      same(ours.boundAt(i), theirs.getExplicitBounds(i));
    }
  }

  private static void compareExponential(MetricView metric, ExponentialHistogramDataPoint theirs) {
    assertThat(metric.nextPoint()).isTrue();
    ExponentialHistogramPointView ours = metric.exponentialHistogramPoint();
    compare(ours.attributes(), theirs.getAttributesList());
    assertThat(ours.scale()).isEqualTo(theirs.getScale());
    assertThat(ours.zeroCount()).isEqualTo(theirs.getZeroCount());
    same(ours.zeroThreshold(), theirs.getZeroThreshold());
    compare(ours.positive(), theirs.getPositive());
    compare(ours.negative(), theirs.getNegative());
  }

  private static void compare(
      ExponentialBucketsView ours, ExponentialHistogramDataPoint.Buckets theirs) {
    assertThat(ours.bucketOffset()).isEqualTo(theirs.getOffset());
    assertThat(ours.bucketCount()).isEqualTo(theirs.getBucketCountsCount());
    for (int i = 0; i < ours.bucketCount(); i++) {
      assertThat(ours.bucketCountAt(i)).isEqualTo(theirs.getBucketCounts(i));
    }
  }

  private static void compareSummary(MetricView metric, SummaryDataPoint theirs) {
    assertThat(metric.nextPoint()).isTrue();
    SummaryPointView ours = metric.summaryPoint();
    same(ours.sum(), theirs.getSum());
    for (SummaryDataPoint.ValueAtQuantile quantile : theirs.getQuantileValuesList()) {
      assertThat(ours.nextQuantile()).isTrue();
      same(ours.quantile().quantile(), quantile.getQuantile());
      same(ours.quantile().value(), quantile.getValue());
    }
    assertThat(ours.nextQuantile()).isFalse();
  }

  private static void same(double ours, double theirs) {
    assertThat(Double.doubleToRawLongBits(ours)).isEqualTo(Double.doubleToRawLongBits(theirs));
  }

  private static void compare(BytesView ours, String theirs) {
    assertThat(ours.toString()).isEqualTo(theirs);
    assertThat(ours.isEmpty()).isEqualTo(theirs.isEmpty());
  }

  private static void compare(BytesView ours, ByteString theirs) {
    assertThat(ours.toByteArray()).isEqualTo(theirs.toByteArray());
    assertThat(ours.contentEquals(theirs.toByteArray())).isTrue();
  }

  private static void compare(AttributesView ours, List<KeyValue> theirs) {
    assertThat(ours.count()).isEqualTo(theirs.size());
    ours.rewind();
    for (KeyValue pair : theirs) {
      assertThat(ours.next()).isTrue();
      compare(ours.key(), pair.getKey());
      compare(ours.value(), pair.getValue());
      KeyValue first =
          theirs.stream().filter(p -> p.getKey().equals(pair.getKey())).findFirst().get();
      AnyValueView found = ours.find(pair.getKeyBytes().toByteArray());
      assertThat(found).isNotNull();
      if (found != null) {
        compare(found, first.getValue());
      }
    }
    assertThat(ours.next()).isFalse();
    assertThat(ours.find("no such key")).isNull();
  }

  private static void compare(AnyValueView ours, AnyValue theirs) {
    switch (theirs.getValueCase()) {
      case STRING_VALUE:
        assertThat(ours.kind()).isEqualTo(AnyValueView.Kind.STRING);
        compare(ours.content(), theirs.getStringValue());
        break;
      case BOOL_VALUE:
        assertThat(ours.booleanValue()).isEqualTo(theirs.getBoolValue());
        break;
      case INT_VALUE:
        assertThat(ours.longValue()).isEqualTo(theirs.getIntValue());
        break;
      case DOUBLE_VALUE:
        same(ours.doubleValue(), theirs.getDoubleValue());
        break;
      case BYTES_VALUE:
        compare(ours.content(), theirs.getBytesValue());
        break;
      case ARRAY_VALUE:
        ArrayView elements = new ArrayView();
        ours.elements(elements);
        for (AnyValue element : theirs.getArrayValue().getValuesList()) {
          assertThat(elements.next()).isTrue();
          compare(elements.value(), element);
        }
        assertThat(elements.next()).isFalse();
        break;
      case KVLIST_VALUE:
        AttributesView entries = new AttributesView();
        ours.entries(entries);
        compare(entries, theirs.getKvlistValue().getValuesList());
        break;
      default:
        assertThat(ours.kind()).isEqualTo(AnyValueView.Kind.EMPTY);
    }
    assertThat(ours.asText()).isNotNull();
  }

  @Test
  void values_becomeTextByTheSpecification() {
    AnyValue list =
        any(
            b ->
                b.getArrayValueBuilder()
                    .addValues(any(v -> v.setStringValue("a\"b")))
                    .addValues(any(v -> v.setIntValue(-3)))
                    .addValues(any(v -> v.setDoubleValue(0.5)))
                    .addValues(any(v -> v.setDoubleValue(Double.NaN)))
                    .addValues(any(v -> v.setBytesValue(ByteString.copyFromUtf8("hi"))))
                    .addValues(AnyValue.getDefaultInstance()));
    KeyValue pair = KeyValue.newBuilder().setKey("k").setValue(list).build();

    assertThat(text(any(b -> b.getKvlistValueBuilder().addValues(pair))))
        .isEqualTo("{\"k\":[\"a\\\"b\",-3,0.5,\"NaN\",\"aGk=\",null]}");
    assertThat(text(any(b -> b.setStringValue("plain \"text\"")))).isEqualTo("plain \"text\"");
    assertThat(text(any(b -> b.setBoolValue(true)))).isEqualTo("true");
    assertThat(text(any(b -> b.setDoubleValue(Double.NEGATIVE_INFINITY)))).isEqualTo("-Infinity");
    assertThat(text(any(b -> b.setBytesValue(ByteString.copyFromUtf8("hi"))))).isEqualTo("aGk=");
    assertThat(text(AnyValue.getDefaultInstance())).isEmpty();
  }

  private static AnyValue any(Consumer<AnyValue.Builder> change) {
    AnyValue.Builder builder = AnyValue.newBuilder();
    change.accept(builder);
    return builder.build();
  }

  private static String text(AnyValue value) {
    byte[] bytes = value.toByteArray();
    AnyValueView view = new AnyValueView();
    view.wrap(bytes, 0, bytes.length);
    return view.asText();
  }
}
