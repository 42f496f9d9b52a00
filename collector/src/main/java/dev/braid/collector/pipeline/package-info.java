/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The way of a batch: ring, processors, fan-out. May touch telemetry. */
@NullMarked
package dev.braid.collector.pipeline;

import org.jspecify.annotations.NullMarked;
