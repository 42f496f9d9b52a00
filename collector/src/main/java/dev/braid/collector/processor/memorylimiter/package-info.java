/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The memory limiter. May touch component. */
@NullMarked
package dev.braid.collector.processor.memorylimiter;

import org.jspecify.annotations.NullMarked;
