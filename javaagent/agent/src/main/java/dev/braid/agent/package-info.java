/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The composition root of the agent; the only package that knows all others. */
@NullMarked
package dev.braid.agent;

import org.jspecify.annotations.NullMarked;
