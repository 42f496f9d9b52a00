/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** OTLP on the wire. May use nothing of ours. */
@NullMarked
package dev.braid.otlp;

import org.jspecify.annotations.NullMarked;
