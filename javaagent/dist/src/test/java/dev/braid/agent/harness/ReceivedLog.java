/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.harness;

import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.Map;

/** A log record with the resource and scope that it came in. */
public record ReceivedLog(Resource resource, InstrumentationScope scope, LogRecord proto) {
  public String body() {
    return proto.getBody().getStringValue();
  }

  public Map<String, Object> attributes() {
    return ReceivedAttributes.of(proto.getAttributesList());
  }

  /** True if it was logged while this span was current. */
  public boolean isOf(ReceivedSpan span) {
    return proto.getTraceId().equals(span.traceId()) && proto.getSpanId().equals(span.spanId());
  }

  @Override
  public String toString() {
    return scope.getName() + " " + proto.getSeverityText() + " " + body() + " " + attributes();
  }
}
