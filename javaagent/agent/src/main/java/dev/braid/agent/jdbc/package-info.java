/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What the agent remembers about JDBC objects across all class loaders: the database behind a
 * connection, the SQL behind a prepared statement. Knows no type of java.sql, which the agent's own
 * loader need not see.
 */
@NullMarked
package dev.braid.agent.jdbc;

import org.jspecify.annotations.NullMarked;
