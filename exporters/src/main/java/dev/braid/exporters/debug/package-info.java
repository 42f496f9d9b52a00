/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Exporters for looking and for measuring: {@code debug} logs what comes, {@code nop} takes it. */
@NullMarked
package dev.braid.exporters.debug;

import org.jspecify.annotations.NullMarked;
