/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.correlation;

import java.util.Map;

/**
 * One span, as far as joining and showing it needs.
 *
 * @param traceId 32 lower-case hex digits
 * @param spanId 16 lower-case hex digits
 * @param parentSpanId 16 lower-case hex digits, empty for a root
 * @param kind OTLP's number: 1 internal, 2 server, 3 client, 4 producer, 5 consumer
 * @param isError whether the status code is ERROR
 */
public record SpanFact(
    String traceId,
    String spanId,
    String parentSpanId,
    String service,
    String name,
    int kind,
    long startEpochNanos,
    long endEpochNanos,
    boolean isError,
    Map<String, String> attributes) {
  public SpanFact {
    attributes = Map.copyOf(attributes);
  }

  public long durationNanos() {
    return Math.max(0, endEpochNanos - startEpochNanos);
  }
}
