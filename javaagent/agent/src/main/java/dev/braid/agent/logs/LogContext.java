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
  private LogContext() {}

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
    if (span == null) {
      return null;
    }
    return span.isSampled() ? "01" : "00";
  }
}
