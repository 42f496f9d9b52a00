/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import dev.braid.collector.ottl.Arguments.Of;
import dev.braid.otlp.AnyValueView;
import dev.braid.otlp.Fields;
import dev.braid.otlp.edit.EditCursor;
import dev.braid.otlp.edit.EditableMessage;
import dev.braid.otlp.edit.Key;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Converters that know spans, metrics and ids. */
final class TelemetryConverters {
  private TelemetryConverters() {}

  static void define(Functions.Registrar<Functions.Converter> converters) {
    converters.add("TraceID", "target", a -> id(a, 16));
    converters.add("SpanID", "target", a -> id(a, 8));
    converters.add(
        "IsRootSpan",
        "",
        a -> {
          require(a, OttlContext.SPAN, "IsRootSpan");
          return frame -> isEmpty(frame.at().item(), Fields.Span.PARENT_SPAN_ID);
        });
    converters.add(
        "HasAttrKeyOnDatapoint",
        "key",
        a -> {
          require(a, OttlContext.METRIC, "HasAttrKeyOnDatapoint");
          Of<String> key = a.string(0);
          return frame -> hasAttribute(frame.at(), key.get(frame), null);
        });
    converters.add(
        "HasAttrOnDatapoint",
        "key expected_val",
        a -> {
          require(a, OttlContext.METRIC, "HasAttrOnDatapoint");
          Of<String> key = a.string(0);
          Of<String> value = a.string(1);
          return frame -> hasAttribute(frame.at(), key.get(frame), value.get(frame));
        });
  }

  private static void require(Arguments arguments, OttlContext context, String function)
      throws SyntaxException {
    if (arguments.compiler().context() != context) {
      throw new SyntaxException(
          arguments.offset(), function + " works in the context " + context.written() + " only");
    }
  }

  private static Getter id(Arguments arguments, int length) throws SyntaxException {
    Of<byte[]> target = arguments.bytes(0);
    return frame -> {
      byte[] bytes = target.get(frame);
      if (bytes.length == length) {
        return bytes;
      }
      if (bytes.length == 2 * length) {
        try {
          return HexFormat.of().parseHex(Texts.ofUtf8(bytes, 0, bytes.length));
        } catch (IllegalArgumentException e) {
          throw new EvaluationException("found no hex digits for an id");
        }
      }
      throw new EvaluationException(
          "an id has " + length + " bytes or " + 2 * length + " digits, found " + bytes.length);
    };
  }

  private static boolean isEmpty(EditableMessage span, int field) {
    for (byte part : span.bytes(field).toByteArray()) {
      if (part != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasAttribute(EditCursor at, String key, @Nullable String expected) {
    EditableMessage data = at.metricData();
    int field = attributesOf(at.metricDataField());
    if (data == null || field == 0) {
      return false;
    }
    Key name = Key.of(key);
    boolean[] found = {false};
    data.retain(
        Fields.MetricData.DATA_POINTS,
        point -> {
          AnyValueView value = point.attributes(field).get(name);
          found[0] |= value != null && (expected == null || expected.equals(value.asText()));
          return true;
        });
    return found[0];
  }

  private static int attributesOf(int dataField) {
    return switch (dataField) {
      case Fields.Metric.GAUGE, Fields.Metric.SUM -> Fields.NumberPoint.ATTRIBUTES;
      case Fields.Metric.HISTOGRAM -> Fields.HistogramPoint.ATTRIBUTES;
      case Fields.Metric.EXPONENTIAL_HISTOGRAM -> Fields.ExponentialPoint.ATTRIBUTES;
      case Fields.Metric.SUMMARY -> Fields.SummaryPoint.ATTRIBUTES;
      default -> 0;
    };
  }
}
