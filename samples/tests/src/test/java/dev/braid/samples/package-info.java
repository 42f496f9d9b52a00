/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Each sample started as a process, without an agent, and used. May use nothing of ours. */
@NullMarked
package dev.braid.samples;

import org.jspecify.annotations.NullMarked;
