/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Calls to databases as spans and durations, whatever the client library: which database, which
 * statement (sanitised once and cached), and what became of it.
 */
@NullMarked
package dev.braid.agent.db;

import org.jspecify.annotations.NullMarked;
