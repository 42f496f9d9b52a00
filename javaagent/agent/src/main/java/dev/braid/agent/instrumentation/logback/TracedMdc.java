/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.logback;

import dev.braid.agent.logs.LogContext;
import dev.braid.agent.trace.Span;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event's MDC: the application's entries, and before them the ids of the trace. Where the
 * application has an entry of the same name, that one counts. Immutable; most events meet no
 * appender that looks, so the texts are made at the first lookup (by any thread: a race makes an
 * equal text twice) and the whole map when an appender asks for its entries. Written to a stream it
 * is a {@link HashMap}, since the receiver does not have this class.
 */
final class TracedMdc extends AbstractMap<String, String> implements Serializable {
  private static final long serialVersionUID = 1;

  private final transient Span span;
  private final transient @Nullable Map<String, String> own;
  private transient @Nullable Map<String, String> merged;

  TracedMdc(Span span, @Nullable Map<String, String> own) {
    this.span = span;
    this.own = own;
  }

  @Override
  public @Nullable String get(@Nullable Object key) {
    String value = own == null ? null : own.get(key);
    return value == null && key != null ? added(key) : value;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null || own != null && own.containsKey(key);
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    return merged().entrySet();
  }

  private @Nullable String added(Object key) {
    if (key.equals(LogContext.TRACE_ID)) {
      return span.traceIdHex();
    }
    if (key.equals(LogContext.SPAN_ID)) {
      return span.spanIdHex();
    }
    return key.equals(LogContext.TRACE_FLAGS) ? LogContext.flagsHex(span) : null;
  }

  private Map<String, String> merged() {
    Map<String, String> all = merged;
    if (all == null) {
      all = new LinkedHashMap<>();
      all.put(LogContext.TRACE_ID, span.traceIdHex());
      all.put(LogContext.SPAN_ID, span.spanIdHex());
      all.put(LogContext.TRACE_FLAGS, LogContext.flagsHex(span));
      if (own != null) {
        all.putAll(own);
      }
      merged = all;
    }
    return all;
  }

  private Object writeReplace() {
    return new HashMap<>(merged());
  }
}
