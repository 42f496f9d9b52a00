/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Log records, captured at the log call. May use trace. */
@NullMarked
package dev.braid.agent.logs;

import org.jspecify.annotations.NullMarked;
