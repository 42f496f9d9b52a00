/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A database behind a pool, and log lines, under the packed agent. */
@NullMarked
package dev.braid.agent.instrumentation.jdbc;

import org.jspecify.annotations.NullMarked;
