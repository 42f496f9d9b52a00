/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** {@code java.util.logging}: what is woven into it. The work is done in {@code agent.jdk}. */
@NullMarked
package dev.braid.agent.instrumentation.jul;

import org.jspecify.annotations.NullMarked;
