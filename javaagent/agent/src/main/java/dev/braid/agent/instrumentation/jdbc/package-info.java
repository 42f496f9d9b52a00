/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Spans and durations of JDBC statements, through the interfaces of java.sql. */
@NullMarked
package dev.braid.agent.instrumentation.jdbc;

import org.jspecify.annotations.NullMarked;
