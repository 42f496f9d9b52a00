/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Jaeger v2, which speaks OTLP: only the name and the defaults are its own. */
@NullMarked
package dev.braid.exporters.jaeger;

import org.jspecify.annotations.NullMarked;
