/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Finds the classes that an instrumentation names and weaves calls to its advice into them. */
@NullMarked
package dev.braid.agent.weave;

import org.jspecify.annotations.NullMarked;
