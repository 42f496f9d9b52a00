/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Log4j 2's events as log records, and the ids of the trace in its thread context. */
@NullMarked
package dev.braid.agent.instrumentation.log4j2;

import org.jspecify.annotations.NullMarked;
