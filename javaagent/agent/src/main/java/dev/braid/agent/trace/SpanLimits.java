/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

/** Bounds of one span, OpenTelemetry's defaults. */
public final class SpanLimits {
  /** OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT and the limits of events and links. */
  public static final int DEFAULT_COUNT = 128;

  /** No limit of their own; an item is bounded by the ring. */
  public static final int UNLIMITED_LENGTH = Integer.MAX_VALUE;

  /** As much of a stack trace as someone reads. */
  public static final int MAX_STACK_TRACE_CHARS = 8_192;

  final int attributes;
  final int events;
  final int links;
  final int valueChars;

  public SpanLimits(int attributes, int events, int links, int valueChars) {
    this.attributes = attributes;
    this.events = events;
    this.links = links;
    this.valueChars = valueChars;
  }

  public static SpanLimits defaults() {
    return new SpanLimits(DEFAULT_COUNT, DEFAULT_COUNT, DEFAULT_COUNT, UNLIMITED_LENGTH);
  }
}
