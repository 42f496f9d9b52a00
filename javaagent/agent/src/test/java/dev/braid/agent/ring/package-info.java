/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Tests of the way from application threads to the collector. */
@NullMarked
package dev.braid.agent.ring;

import org.jspecify.annotations.NullMarked;
