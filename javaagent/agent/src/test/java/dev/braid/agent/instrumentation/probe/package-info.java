/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Advice that tests weave. */
@NullMarked
package dev.braid.agent.instrumentation.probe;

import org.jspecify.annotations.NullMarked;
