/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelapi;

import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.agent.trace.Key;
import dev.braid.agent.trace.Tracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the application says of a span until it starts. Single-threaded, as the API has it.
 */
final class BridgedSpanBuilder implements SpanBuilder {
  private final InstrumentationScope scope;
  private final String name;
  private final List<Object> attributes = new ArrayList<>();
  private final List<dev.braid.agent.trace.Span> links = new ArrayList<>(0);
  private final List<Object[]> linkAttributes = new ArrayList<>(0);
  private dev.braid.agent.trace.SpanKind kind = dev.braid.agent.trace.SpanKind.INTERNAL;
  private @Nullable Context parent;
  private boolean isRoot;
  private long startEpochNanos;

  BridgedSpanBuilder(InstrumentationScope scope, String name) {
    this.scope = scope;
    this.name = name;
  }

  @Override
  public SpanBuilder setParent(Context context) {
    parent = context;
    isRoot = false;
    return this;
  }

  @Override
  public SpanBuilder setNoParent() {
    parent = null;
    isRoot = true;
    return this;
  }

  @Override
  public SpanBuilder addLink(SpanContext target) {
    return addLink(target, Attributes.empty());
  }

  @Override
  public SpanBuilder addLink(SpanContext target, Attributes ofLink) {
    dev.braid.agent.trace.Span linked = BridgedSpan.agentSpan(target);
    if (linked != null) {
      links.add(linked);
      linkAttributes.add(BridgedAttributes.flat(ofLink));
    }
    return this;
  }

  @Override
  public SpanBuilder setAttribute(String key, @Nullable String value) {
    return put(key, value);
  }

  @Override
  public SpanBuilder setAttribute(String key, long value) {
    return put(key, value);
  }

  @Override
  public SpanBuilder setAttribute(String key, double value) {
    return put(key, value);
  }

  @Override
  public SpanBuilder setAttribute(String key, boolean value) {
    return put(key, value);
  }

  @Override
  public <T> SpanBuilder setAttribute(AttributeKey<T> key, @Nullable T value) {
    return put(key.getKey(), value);
  }

  private SpanBuilder put(String key, @Nullable Object value) {
    if (value != null) {
      attributes.add(Key.of(key));
      attributes.add(value);
    }
    return this;
  }

  @Override
  public SpanBuilder setSpanKind(SpanKind spanKind) {
    kind = dev.braid.agent.trace.SpanKind.valueOf(spanKind.name());
    return this;
  }

  @Override
  public SpanBuilder setStartTimestamp(long startTimestamp, TimeUnit unit) {
    startEpochNanos = unit.toNanos(startTimestamp);
    return this;
  }

  @Override
  public Span startSpan() {
    dev.braid.agent.trace.Span span =
        Tracer.get().startAt(scope, kind, name, parentSpan(), startEpochNanos);
    for (int i = 0; i < attributes.size(); i += 2) {
      span.put((Key) attributes.get(i), attributes.get(i + 1));
    }
    for (int i = 0; i < links.size(); i++) {
      span.link(links.get(i), linkAttributes.get(i));
    }
    return new BridgedSpan(span);
  }

  private dev.braid.agent.trace.@Nullable Span parentSpan() {
    if (isRoot) {
      return null;
    }
    return parent == null ? dev.braid.agent.trace.Span.current() : BridgedSpan.agentSpan(parent);
  }
}
