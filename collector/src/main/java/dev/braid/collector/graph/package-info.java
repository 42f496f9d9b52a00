/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** From a configuration to a running collector: reads, checks, wires. May touch all rooms. */
@NullMarked
package dev.braid.collector.graph;

import org.jspecify.annotations.NullMarked;
