/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The agent's OTLP/HTTP client over plain sockets. May use {@code dev.braid.otlp} only. */
@NullMarked
package dev.braid.otlp.sender;

import org.jspecify.annotations.NullMarked;
