/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
@NullMarked
package dev.braid.agent.trace;

import org.jspecify.annotations.NullMarked;
