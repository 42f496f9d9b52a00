/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

/** A measurement that stands for others, with {@code trace_id} and {@code span_id} as labels. */
record Exemplar(Labels labels, double value, long timeMillis) {}
