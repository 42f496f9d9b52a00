/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * {@code @WithSpan} and {@code @SpanAttribute} of OpenTelemetry's annotations. May use the
 * recording rooms of the agent.
 */
@NullMarked
package dev.braid.agent.instrumentation.otelannotations;

import org.jspecify.annotations.NullMarked;
