/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.braid.agent.trace.Span;
import dev.braid.bootstrap.Context;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.spi.MDCAdapter;

/**
 * Gives an event its MDC early, with the ids of the current span before the application's entries.
 * The event's own slot is used and the thread's MDC is not touched, so nothing leaks, and an
 * asynchronous appender finds the ids however late it looks.
 */
final class EventMdc {
  /** {@code LoggerContext.getMDCAdapter()}, which Logback 1.3.9 brought; null before. */
  private static final @Nullable MethodHandle ADAPTER_OF_CONTEXT = adapterOfContext();

  private EventMdc() {}

  static void addIds(Logger logger, LoggingEvent event, Context context) {
    Span span = (Span) context.span;
    if (span == null) {
      return;
    }
    MDCAdapter adapter = adapter(logger);
    if (adapter == null) {
      return;
    }
    Map<String, String> own =
        adapter instanceof LogbackMDCAdapter
            ? ((LogbackMDCAdapter) adapter).getPropertyMap()
            : adapter.getCopyOfContextMap();
    try {
      event.setMDCPropertyMap(new TracedMdc(span, own));
    } catch (IllegalStateException alreadySet) {
      // an event that is logged a second time keeps the ids of the first
    }
  }

  private static @Nullable MDCAdapter adapter(Logger logger) {
    if (ADAPTER_OF_CONTEXT == null) {
      return MDC.getMDCAdapter();
    }
    try {
      return (MDCAdapter) ADAPTER_OF_CONTEXT.invokeExact(logger.getLoggerContext());
    } catch (Throwable neverThrown) {
      return null;
    }
  }

  private static @Nullable MethodHandle adapterOfContext() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(
              LoggerContext.class, "getMDCAdapter", MethodType.methodType(MDCAdapter.class));
    } catch (ReflectiveOperationException before139) {
      return null;
    }
  }
}
