/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Metrics of HikariCP's connection pools. */
@NullMarked
package dev.braid.agent.instrumentation.hikari;

import org.jspecify.annotations.NullMarked;
