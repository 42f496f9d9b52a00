/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.logs;

import dev.braid.agent.trace.Span;
import dev.braid.bootstrap.Context;
import org.jspecify.annotations.Nullable;

/** The ids of a context's span as log frameworks want them; the texts are made once a span. */
public final class LogContext {
  /** The names under which log lines show the ids, those of OpenTelemetry's agent. */
  public static final String TRACE_ID = "trace_id";

  public static final String SPAN_ID = "span_id";
  public static final String TRACE_FLAGS = "trace_flags";

  private LogContext() {}

  /** Whether an entry of MDC or thread context is one of the ids. */
  public static boolean isIdName(String name) {
    return TRACE_ID.equals(name) || SPAN_ID.equals(name) || TRACE_FLAGS.equals(name);
  }

  /** "01" for a sampled span, "00" for another. */
  public static String flagsHex(Span span) {
    return span.isSampled() ? "01" : "00";
  }

  public static @Nullable String traceIdHex() {
    return traceIdHex(Context.current());
  }

  public static @Nullable String spanIdHex() {
    return spanIdHex(Context.current());
  }

  /** The trace id of the context's span, or null. */
  public static @Nullable String traceIdHex(Context context) {
    Span span = (Span) context.span;
    return span == null ? null : span.traceIdHex();
  }

  /** The id of the context's span, or null. */
  public static @Nullable String spanIdHex(Context context) {
    Span span = (Span) context.span;
    return span == null ? null : span.spanIdHex();
  }

  /** "01" for a sampled span, "00" for another, or null. */
  public static @Nullable String flagsHex(Context context) {
    Span span = (Span) context.span;
    return span == null ? null : flagsHex(span);
  }
}
