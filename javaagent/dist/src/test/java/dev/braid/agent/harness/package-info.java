/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Starts applications under the packed agent and receives what it sends. */
@NullMarked
package dev.braid.agent.harness;

import org.jspecify.annotations.NullMarked;
