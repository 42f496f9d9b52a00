/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Metrics: striped histograms, observed values and their OTLP form. May use trace. */
@NullMarked
package dev.braid.agent.metrics;

import org.jspecify.annotations.NullMarked;
