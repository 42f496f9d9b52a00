/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What the JVM says of itself, from the platform's MXBeans. May use {@code metrics} and {@code
 * trace}.
 */
@NullMarked
package dev.braid.agent.jvm;

import org.jspecify.annotations.NullMarked;
