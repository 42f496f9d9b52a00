/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What every batch passes: ring, memory budget, fan-out. May touch component, telemetry. */
@NullMarked
package dev.braid.collector.pipeline;

import org.jspecify.annotations.NullMarked;
