/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.correlation;

/**
 * One log record, as far as joining and showing it needs.
 *
 * @param traceId 32 lower-case hex digits, empty for a record outside of any trace
 * @param spanId 16 lower-case hex digits or empty
 */
public record LogFact(
    String traceId,
    String spanId,
    String service,
    String logger,
    String severity,
    String body,
    long epochNanos) {}
