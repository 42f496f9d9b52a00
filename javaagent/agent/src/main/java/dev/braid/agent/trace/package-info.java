/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Spans: made, sampled and written as OTLP bytes. Knows no instrumentation and no thread. */
@NullMarked
package dev.braid.agent.trace;

import org.jspecify.annotations.NullMarked;
