/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Unchanged applications that the tests run under the agent. */
@NullMarked
package dev.braid.dist.app;

import org.jspecify.annotations.NullMarked;
