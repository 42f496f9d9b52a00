/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.harness;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Map;

/** A span with the resource and scope that it came in. */
public record ReceivedSpan(Resource resource, InstrumentationScope scope, Span proto) {
  public String name() {
    return proto.getName();
  }

  public Span.SpanKind kind() {
    return proto.getKind();
  }

  /** Attribute values by key: strings, longs, doubles, booleans or lists of them. */
  public Map<String, Object> attributes() {
    return ReceivedAttributes.of(proto.getAttributesList());
  }

  public Map<String, Object> resourceAttributes() {
    return ReceivedAttributes.of(resource.getAttributesList());
  }

  public ByteString traceId() {
    return proto.getTraceId();
  }

  public ByteString spanId() {
    return proto.getSpanId();
  }

  public ByteString parentSpanId() {
    return proto.getParentSpanId();
  }

  public boolean isChildOf(ReceivedSpan parent) {
    return traceId().equals(parent.traceId()) && parentSpanId().equals(parent.spanId());
  }

  @Override
  public String toString() {
    return scope.getName() + " " + kind() + " " + name() + " " + attributes();
  }
}
