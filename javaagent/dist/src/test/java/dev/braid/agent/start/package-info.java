/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** How the agent starts, and when it does not. */
@NullMarked
package dev.braid.agent.start;

import org.jspecify.annotations.NullMarked;
