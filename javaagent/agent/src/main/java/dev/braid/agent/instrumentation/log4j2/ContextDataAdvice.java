/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.log4j2;

import dev.braid.agent.logs.LogContext;
import dev.braid.agent.trace.Span;
import net.bytebuddy.asm.Advice;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.StringMap;
import org.jspecify.annotations.Nullable;

/**
 * An event gets its context data, on the thread that logs: the ids of the trace join it. The thread
 * context itself is not touched, so nothing leaks; what Log4j shares (it is frozen) is copied.
 */
public final class ContextDataAdvice {
  private ContextDataAdvice() {}

  @Advice.OnMethodExit(inline = false, suppress = Throwable.class)
  @Advice.AssignReturned.ToReturned
  public static @Nullable StringMap exit(@Advice.Return @Nullable StringMap data) {
    Span span = Span.current();
    if (data == null || span == null) {
      return data;
    }
    StringMap ours = data.isFrozen() ? new SortedArrayStringMap(data) : data;
    put(ours, LogContext.TRACE_ID, span.traceIdHex());
    put(ours, LogContext.SPAN_ID, span.spanIdHex());
    put(ours, LogContext.TRACE_FLAGS, LogContext.flagsHex(span));
    return ours;
  }

  /** An entry of the application of the same name counts. */
  private static void put(StringMap data, String key, String value) {
    if (!data.containsKey(key)) {
      data.putValue(key, value);
    }
  }
}
