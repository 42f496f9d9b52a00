/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Agent, collector and real back ends together, as a user runs them: each in its own process, on
 * free loopback ports. May use every room, in test scope only.
 */
@NullMarked
package dev.braid.e2e;

import org.jspecify.annotations.NullMarked;
