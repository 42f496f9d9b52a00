/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.propagate;

import dev.braid.agent.trace.Span;
import dev.braid.bootstrap.Context;
import dev.braid.otlp.SpanId;
import dev.braid.otlp.TraceId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The {@code X-B3-*} headers. */
final class B3Multi implements Propagator {
  private static final String ZEROS = "0000000000000000";

  @Override
  public <C> Context extract(Context context, C carrier, Getter<C> getter) {
    Span span = read(carrier, getter);
    return span == null ? context : context.withSpan(span);
  }

  static <C> @Nullable Span read(C carrier, Getter<C> getter) {
    String traceId = getter.get(carrier, "x-b3-traceid");
    String spanId = getter.get(carrier, "x-b3-spanid");
    if (traceId == null || spanId == null) {
      return null;
    }
    if ("1".equals(getter.get(carrier, "x-b3-flags"))) {
      return span(traceId, spanId, "d");
    }
    String sampled = getter.get(carrier, "x-b3-sampled");
    return span(traceId, spanId, sampled == null ? "" : sampled);
  }

  /** The span of B3's texts, or null; an id of eight bytes is padded on the left. */
  static @Nullable Span span(String traceId, String spanId, String sampled) {
    String trace = traceId.toLowerCase(Locale.ROOT);
    if (trace.length() == SpanId.HEX_LENGTH) {
      trace = ZEROS.concat(trace);
    }
    String span = spanId.toLowerCase(Locale.ROOT);
    if (trace.length() != TraceId.HEX_LENGTH
        || span.length() != SpanId.HEX_LENGTH
        || !TraceId.isValidHex(trace, 0)
        || !SpanId.isValidHex(span, 0)) {
      return null;
    }
    boolean isSampled =
        sampled.equals("1") || sampled.equals("d") || sampled.equalsIgnoreCase("true");
    return Span.remote(
        TraceId.high(trace, 0),
        TraceId.low(trace, 0),
        SpanId.parse(span, 0),
        isSampled ? 1 : 0,
        null);
  }

  @Override
  public <C> void inject(Context context, C carrier, Setter<C> setter) {
    Span span = (Span) context.span;
    if (span != null) {
      setter.set(carrier, "X-B3-TraceId", span.traceIdHex());
      setter.set(carrier, "X-B3-SpanId", span.spanIdHex());
      setter.set(carrier, "X-B3-Sampled", span.isSampled() ? "1" : "0");
    }
  }
}
