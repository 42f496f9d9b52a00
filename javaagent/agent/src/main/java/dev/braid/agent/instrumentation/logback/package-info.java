/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Logback's events as log records, and the ids of the trace in its MDC. */
@NullMarked
package dev.braid.agent.instrumentation.logback;

import org.jspecify.annotations.NullMarked;
