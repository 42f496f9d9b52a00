/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Trace context and baggage in carriers. May use trace. */
@NullMarked
package dev.braid.agent.propagate;

import org.jspecify.annotations.NullMarked;
