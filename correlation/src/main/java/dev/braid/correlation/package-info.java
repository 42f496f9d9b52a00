/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What ties the signals together. Pure: bounded state in, facts out; no threads, no I/O, no clock.
 * May use {@code dev.braid.otlp}.
 */
@NullMarked
package dev.braid.correlation;

import org.jspecify.annotations.NullMarked;
