/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What the agent does at the places of the JDK where advice calls {@code
 * dev.braid.bootstrap.Hooks}.
 */
@NullMarked
package dev.braid.agent.jdk;

import org.jspecify.annotations.NullMarked;
