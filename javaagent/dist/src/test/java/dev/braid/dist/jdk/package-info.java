/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The JDK instrumentations under the packed agent. */
@NullMarked
package dev.braid.dist.jdk;

import org.jspecify.annotations.NullMarked;
