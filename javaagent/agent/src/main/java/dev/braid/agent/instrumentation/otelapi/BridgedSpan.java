/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelapi;

import dev.braid.agent.trace.Key;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A span of the agent, as the application's OpenTelemetry API sees it. As thread-safe as the
 * agent's span.
 */
final class BridgedSpan implements Span {
  private final dev.braid.agent.trace.Span span;
  private @Nullable SpanContext context;

  BridgedSpan(dev.braid.agent.trace.Span span) {
    this.span = span;
  }

  /**
   * The agent's span in an application's context: its own, a stand-in for a remote one, or null.
   */
  static dev.braid.agent.trace.@Nullable Span agentSpan(Context context) {
    Span span = Span.fromContextOrNull(context);
    return span == null ? null : agentSpan(span);
  }

  static dev.braid.agent.trace.@Nullable Span agentSpan(Span span) {
    return span instanceof BridgedSpan
        ? ((BridgedSpan) span).span
        : agentSpan(span.getSpanContext());
  }

  static dev.braid.agent.trace.@Nullable Span agentSpan(SpanContext context) {
    if (!context.isValid()) {
      return null;
    }
    String traceId = context.getTraceId();
    return dev.braid.agent.trace.Span.remote(
        Long.parseUnsignedLong(traceId.substring(0, 16), 16),
        Long.parseUnsignedLong(traceId.substring(16), 16),
        Long.parseUnsignedLong(context.getSpanId(), 16),
        context.getTraceFlags().asByte(),
        traceStateText(context.getTraceState()));
  }

  private static @Nullable String traceStateText(TraceState state) {
    if (state.isEmpty()) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    state.forEach(
        (key, value) ->
            text.append(text.length() == 0 ? "" : ",").append(key).append('=').append(value));
    return text.toString();
  }

  @Override
  public <T> Span setAttribute(AttributeKey<T> key, @Nullable T value) {
    span.put(Key.of(key.getKey()), value);
    return this;
  }

  @Override
  public Span addEvent(String name, Attributes attributes) {
    span.event(name, BridgedAttributes.flat(attributes));
    return this;
  }

  @Override
  public Span addEvent(String name, Attributes attributes, long timestamp, TimeUnit unit) {
    span.eventAt(name, unit.toNanos(timestamp), BridgedAttributes.flat(attributes));
    return this;
  }

  @Override
  public Span setStatus(StatusCode status, @Nullable String description) {
    span.status(status.ordinal(), description);
    return this;
  }

  @Override
  public Span recordException(Throwable exception, Attributes additional) {
    if (additional.isEmpty()) {
      span.exception(exception);
      return this;
    }
    @Nullable Object[] own = dev.braid.agent.trace.ExceptionText.attributes(exception);
    Object[] more = BridgedAttributes.flat(additional);
    @Nullable Object[] all = java.util.Arrays.copyOf(own, own.length + more.length);
    System.arraycopy(more, 0, all, own.length, more.length);
    span.event("exception", all);
    return this;
  }

  @Override
  public Span updateName(String name) {
    span.name(name);
    return this;
  }

  @Override
  public Span addLink(SpanContext target, Attributes attributes) {
    dev.braid.agent.trace.Span linked = agentSpan(target);
    if (linked != null) {
      span.link(linked, BridgedAttributes.flat(attributes));
    }
    return this;
  }

  @Override
  public void end() {
    span.end();
  }

  @Override
  public void end(long timestamp, TimeUnit unit) {
    span.end(unit.toNanos(timestamp));
  }

  @Override
  public SpanContext getSpanContext() {
    SpanContext known = context;
    if (known == null) {
      TraceFlags flags = TraceFlags.fromByte((byte) span.flags());
      known =
          span.isRemote()
              ? SpanContext.createFromRemoteParent(
                  span.traceIdHex(), span.spanIdHex(), flags, traceState())
              : SpanContext.create(span.traceIdHex(), span.spanIdHex(), flags, traceState());
      context = known;
    }
    return known;
  }

  private TraceState traceState() {
    String text = span.traceState();
    if (text == null || text.isEmpty()) {
      return TraceState.getDefault();
    }
    io.opentelemetry.api.trace.TraceStateBuilder state = TraceState.builder();
    String[] members = text.split(",");
    // The builder puts the newest first, the header has it first.
    for (int i = members.length - 1; i >= 0; i--) {
      int equals = members[i].indexOf('=');
      if (equals > 0) {
        state.put(members[i].substring(0, equals).trim(), members[i].substring(equals + 1).trim());
      }
    }
    return state.build();
  }

  @Override
  public boolean isRecording() {
    return span.isRecording();
  }

  @Override
  public String toString() {
    return "BridgedSpan{" + span + "}";
  }
}
